# Rapport de simulation.
simulate-title = Simulation de la mise en relation
simulate-intro = { $incidents } appels tirés au sort sur { $days } jours à partir du { $from }, { $providers } prestataires, graine { $seed }. Les mêmes personnes répondent de la même façon à chaque jeu de poids.
simulate-intro-past = Les { $incidents } dossiers réels des { $days } derniers jours, rejoués sur l’annuaire d’aujourd’hui : { $providers } prestataires, graine { $seed }. Les réponses sont tirées au sort ; les mêmes personnes répondent de la même façon à chaque jeu de poids.
simulate-in-force = En vigueur
simulate-proposed = Proposé
simulate-weights = Poids (compétences · proximité · réactivité · suites données · charge libre · tour de rôle)
simulate-unassigned = Cas restés sans prestataire
simulate-time = Délai jusqu’à la mission, gravité { $severity } : médiane / 9 cas sur 10
simulate-distance = Distance médiane
simulate-offers = Propositions envoyées
simulate-fairness = Équité (indice de Jain, 1 = chances égales)
simulate-equals = Équité entre prestataires qui servent exactement les mêmes cas (le groupe le moins égal)
simulate-equals-none = aucun groupe n’a reçu assez de propositions
simulate-ineligible = Propositions à un prestataire non éligible
simulate-times = Part des cas confiés, selon le temps écoulé depuis l’appel
simulate-shares = Propositions reçues, rapportées aux chances égales
simulate-shares-why = Un point par prestataire. À 1, il a reçu autant de propositions que si chacune avait été tirée au sort entre tous ceux qui pouvaient prendre le cas.
simulate-nobody = Là où personne n’a été trouvé
simulate-nobody-none = Tous les cas ont trouvé un prestataire.
simulate-category = Catégorie
simulate-department = Département
simulate-count = Cas
simulate-days = { $days } jours
simulate-method = Les délais de réponse, les refus et la durée des missions sont supposés (médiane 35 min d’ouverture, 15 % de refus, 5 % de silences). Comparez les colonnes entre elles ; ne lisez pas ces chiffres comme une prévision.
simulate-week = 7 j
