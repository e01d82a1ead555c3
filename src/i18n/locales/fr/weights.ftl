# Les poids du classement, changés à deux, avec une simulation d’abord.
weights-title = Poids du classement
weights-lead = Entre prestataires qui remplissent toutes les conditions, ces poids décident de l’ordre. Les changer demande deux personnes, et une simulation d’abord.
weights-in-force = En vigueur
weights-since = Version { $version }, en vigueur depuis : { $when }.
weights-of-settings = Ceux de la configuration : personne ne les a encore changés.
weights-change = Essayer d’autres poids
weights-change-hint = Un nombre de 0 à 100 pour chaque part. Seules les proportions comptent : la somme est ramenée à 100 %.
weights-hint-skills = Le niveau dans les compétences demandées.
weights-hint-nearness = La distance entre les communes.
weights-hint-responsiveness = Le délai de réponse habituel.
weights-hint-outcome = Les propositions acceptées et l’avis des victimes.
weights-hint-capacity = La part de sa capacité encore libre.
weights-hint-rotation = Le tour de rôle : à qui l’on doit un tour. C’est lui qui garde les chances égales.
weights-days = Simuler sur
weights-days-back = { $count ->
    [one] le dernier jour
   *[other] les { $count } derniers jours
}
weights-reason = Pourquoi ce changement
weights-reason-hint = À remplir pour proposer ; la personne qui décide et le journal le liront.
weights-try = Simuler
weights-propose = Proposer ces poids
weights-tried = Ce que ces poids auraient changé
weights-shown = Sur { $cases ->
    [one] le seul dossier
   *[other] les { $cases } dossiers
} des { $days } derniers jours, le premier de la liste aurait été un autre { $first } fois, et au moins un des trois prestataires sollicités { $asked } fois.
weights-shown-newest = Sur les { $cases } dossiers les plus récents des { $days } derniers jours, le premier de la liste aurait été un autre { $first } fois, et au moins un des trois prestataires sollicités { $asked } fois.
weights-no-case = Aucun dossier n’a cherché de prestataire pendant ces { $count } jours : la simulation ne dit rien.
weights-how = Chaque dossier est reclassé d’après ce qui en avait été figé : compétences, distances, charge et réponses de ce jour-là. Trois prestataires sont sollicités, et le tour de rôle se poursuit d’un dossier à l’autre, de la même façon dans les deux colonnes. Qui était écarté le reste.
weights-figures = Les chiffres
weights-what = Mesure
weights-others = Proposés
weights-km = Distance moyenne des prestataires sollicités
weights-acceptance = Propositions qui seraient acceptées
weights-fairness = Équité (indice de Jain, 1 = chances égales)
weights-asked = Prestataires sollicités au moins une fois
weights-moved = Qui serait sollicité plus, ou moins
weights-nothing-moves = Personne ne serait sollicité plus ou moins souvent.
weights-waiting = Une proposition attend une décision
weights-proposed-by = Proposés par { $who }, { $when } :
weights-parts = Part par part
weights-second-person = Une autre personne que vous doit approuver : responsable ou administrateur.
weights-approve = Approuver ces poids
weights-refuse = Refuser
weights-take-back = Retirer ma proposition
weights-refusal = Raison
weights-one-at-a-time = Une proposition attend déjà : elle doit être décidée avant qu’une autre soit faite.
weights-changed-meanwhile = D’autres poids viennent d’entrer en vigueur : regardez-les, puis proposez de nouveau.
weights-no-reason = Dites pourquoi, en quelques mots (2 000 signes au plus).
weights-same = Ce sont les poids en vigueur : changez-en au moins un.
weights-decided-already = Quelqu’un a déjà décidé de cette proposition : voyez les décisions ci-dessous.
weights-fault-empty = Indiquez un nombre de 0 à 100.
weights-fault-no-number = Ce n’est pas un nombre : écrivez par exemple 20 ou 12,5.
weights-fault-range = Le nombre doit être compris entre 0 et 100.
weights-fault-all-zero = Au moins un des poids doit être supérieur à 0.
weights-history = Décisions passées
weights-history-empty = Aucune décision pour l’instant.
weights-column-decision = Décision
weights-column-when = Quand
weights-column-parts = Poids
weights-column-why = Pourquoi
weights-column-who = Proposés par, décidés par
weights-column-act = Revenir
weights-version = Version { $version }
weights-was-refused = Refusés
weights-again = Reprendre ces poids
done-weights-proposed = Proposition enregistrée. Une autre personne doit maintenant l’approuver.
done-weights-approved = C’est fait : la prochaine liste suivra ces poids.
done-weights-refused = La proposition est refusée. Rien n’a changé.
action-weights-proposed = Poids du classement proposés
action-weights-changed = Poids du classement changés
action-weights-refused = Poids du classement refusés
