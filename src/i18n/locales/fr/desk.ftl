# Les mots que le poste assemble : fil du dossier, tâches, alertes, suites, refus.
call-unnamed = appel sans nom
call-notice-words = Ici { $desk }. Je note ce que vous me dites pour vous aider. Vous pouvez le lire, le corriger ou le faire effacer ; je vous dirai où.
call-again-1 = dans les dix minutes
call-again-2 = dans l’heure
call-again-3 = dans les quatre heures d’ouverture
call-again-4 = au plus tard demain, aux heures d’ouverture
tell-teams = Nous avons un incident informatique. N’utilisez pas les ordinateurs touchés, n’ouvrez aucun lien reçu aujourd’hui, ne payez aucune facture et ne changez aucun IBAN sans un appel à un numéro que vous connaissez. Pour toute question, appelez : n’écrivez pas.
trouble-database = Notre service est arrêté pour un instant. Tout ce que vous avez écrit est encore là : attendez une minute et envoyez de nouveau. Si c’est urgent, appelez-nous.
answer-next-call = Une personne du centre vous appelle.
sign-in-wrong = Identifiant, mot de passe ou code incorrect.

# Vues de la file
view-going = En cours
view-to-call = À rappeler
view-without-provider = Sans prestataire
view-mine = Les miens
view-machines = Peut-être des automates
view-all = Tous

# Ce qui vient d’être fait
done-owner = Ce dossier est à vous.
done-doubt = La levée de doute est enregistrée.
done-classification = La catégorie est enregistrée.
done-actions = Ce qui a été lu est enregistré.
done-deadlines = Le délai est enregistré.
done-agreement = L’accord est enregistré.
done-offers = Les propositions sont parties. Les réponses s’affichent ici.
done-timeline = C’est ajouté au fil du dossier.
done-tasks = La tâche est enregistrée.
done-transfer = Le dossier est transmis.
done-close = Le dossier est clos.
done-call-parked = L’appel est en attente, avec tout ce qui a été noté.
done-call-discarded = L’appel est écarté.
done-call-information = La demande est close comme information. Dites où s’adresser : son prestataire habituel ou le fabricant ; au moindre doute, 17cyber.gouv.fr.
done-call-finished = L’appel est enregistré comme dossier.

# Refus, avec ce qu’il faut faire
refused-unverified = Levez d’abord le doute : rappelez la personne.
refused-no-agreement = Notez d’abord l’accord de la victime.
refused-supplier-not-asked = Demandez d’abord si son prestataire habituel s’en charge, et notez-le avec l’accord.
refused-transition = Ce n’est plus possible dans l’état où est le dossier. Relisez-le.
refused-answer = Cette réponse ne peut plus être enregistrée. Relisez l’état de la proposition.
refused-needs = Il manque une précision : complétez, puis recommencez.
refused-already = C’est déjà fait : quelqu’un a été plus rapide.
refused-full = Ce prestataire n’est plus libre : toutes ses places sont prises. Choisissez-en un autre.
refused-not-eligible = Ce choix n’est pas possible : il n’existe pas, ou ne remplit pas les conditions.
refused-fields = Un champ n’est pas juste : corrigez-le, puis recommencez.
refused-stale = Le dossier a changé entre-temps. Relisez-le, puis recommencez.

# Horloges
clock-first-contact = premier contact
clock-choice = choix du prestataire
clock-provider-contact = le prestataire doit appeler
clock-answer = réponse
clock-legal = échéance
clock-task = à faire
deadline-before = au plus tard { $when }

# Dossier
doubt-lifted = Doute levé par { $who }, { $how }, { $when }.
category-is-confirmed = Catégorie confirmée par une personne.
agreement-words = { $desk } peut-il décrire votre cas à des prestataires de confiance, d’abord sans votre nom ? Vos coordonnées n’iront qu’à celui qui est retenu, et vous pouvez changer d’avis à tout moment.
agreement-given = Accord donné par { $who }, { $how }, { $when }.
agreed-phone = au téléphone
agreed-web = par le formulaire
agreed-email = par courriel
agreed-api = par un partenaire
chooser-victim = La victime choisit, au plus tard { $when }.
chooser-desk = Le centre choisit à la demande de la victime, au plus tard { $when }.
blocked-doubt = Aucune proposition ne part avant la levée de doute.
blocked-agreement = Aucune proposition ne part sans l’accord de la victime.
blocked-supplier-not-asked = Aucune proposition ne part avant la question : son prestataire habituel s’en charge-t-il ?
blocked-own-supplier = Son prestataire habituel s’en charge : aucune proposition ne part.
next-lift-doubt = Rappeler { $name } et lever le doute
next-lift-doubt-verb = Lever le doute
next-task-others = { $count ->
    [one] (et une autre tâche)
   *[other] (et { $count } autres tâches)
}
next-task-verb = Voir la tâche
next-classify = Confirmer la catégorie
next-classify-verb = Voir la catégorie
next-agreement = Demander l’accord de { $name }
next-agreement-verb = Noter l’accord
next-offers = Envoyer les propositions
next-offers-verb = Voir les prestataires
next-choose = Faire choisir { $name }
next-choose-verb = Voir les réponses
next-wait = Des prestataires sont sollicités
next-wait-verb = Voir les propositions
next-first-contact = Vérifier que le prestataire a appelé { $name }
next-first-contact-verb = Voir la mission
next-follow = Prendre des nouvelles, puis clore
next-follow-verb = Voir le fil
proof-sentence = { $count ->
    [one] { $count } acte scellé, à { $when }.
   *[other] { $count } actes scellés, le dernier à { $when }.
}
transfer-other = Autre service (à préciser)
unfinished-deadlines-proposed = Des délais sont à confirmer ou à écarter.
unfinished-deadlines-running = Un délai court encore.
unfinished-tasks = Des tâches ne sont pas faites.
disposition-confirmed = incident confirmé et traité
disposition-deferred = remis à plus tard
disposition-unidentified = cause non trouvée
disposition-failed = tentative sans effet
disposition-misconfiguration = mauvais réglage
disposition-refuted = sans incident

# Prestataires d’un dossier
provider-gone = prestataire retiré
provider-opens = fermé, ouvre { $when }
need-place = Faut-il que quelqu’un vienne sur place ?
need-place-yes = Oui, sur place
need-place-no = Non, à distance suffit
need-place-send = Refaire la liste
need-on-site = sur place
part-skills = compétences
part-nearness = proximité
part-responsiveness = réactivité
part-outcome = missions passées
part-capacity = disponibilité
part-rotation = rotation
part-why-skills = les bonnes compétences
part-why-nearness = tout près
part-why-responsiveness = répond vite
part-why-outcome = bons retours
part-why-capacity = de la place
part-why-rotation = c’est son tour
offer-rule-shortlist = Plusieurs prestataires sont sollicités ensemble. La victime choisit parmi ceux qui sont disponibles.
offer-rule-first-accept = Le premier qui accepte a la mission.
offer-rule-cascade = Les prestataires sont sollicités l’un après l’autre.
offer-asked = { $count ->
    [one] Vous êtes seul sollicité pour l’instant.
   *[other] { $count } prestataires sont sollicités en même temps, vous compris.
}
offer-chooses-victim = La victime choisit parmi ceux qui sont disponibles ; à la première réponse positive, elle a { $time } pour choisir.
offer-chooses-desk = À la demande de la victime, le centre choisit parmi ceux qui sont disponibles ; à la première réponse positive, il a { $time } pour choisir.
offer-told = Vous êtes prévenu du choix, quel qu’il soit.
offer-first-accepts = Le premier qui accepte a la mission.
offer-then-the-next = La mission est à vous si vous l’acceptez ; sans réponse de votre part, nous sollicitons le prestataire suivant.
offer-choice-minutes = { $count ->
    [one] une minute
   *[other] { $count } minutes
}
offer-choice-hours = { $count ->
    [one] une heure
   *[other] { $count } heures
}
offer-choice-open-minutes = { $count ->
    [one] une minute d’ouverture
   *[other] { $count } minutes d’ouverture
}
offer-choice-open-hours = { $count ->
    [one] une heure d’ouverture
   *[other] { $count } heures d’ouverture
}
offer-leaves = part { $when }
offer-since = depuis { $when }
offer-left = envoyée à { $when }
offer-answered = a répondu à { $when }
offer-answered-available = Disponible, répondu par { $who }, { $when }.
offer-answered-declined = Décliné par { $who }, { $when }.
offer-remote = à distance possible
offer-line-severity = Gravité
offer-line-kind = Qui
offer-line-size = Taille
offer-line-department = Où
offer-line-travel = Trajet
offer-line-skills = Compétences
offer-line-received = Reçu
offer-line-constraints = À savoir
offer-line-facts = Ce qui est établi
offer-line-language = Langue
offer-line-contact = Premier appel
offer-fact-ongoing = attaque en cours
offer-fact-encrypted = données chiffrées
offer-fact-remote-access-given = un accès à distance a été donné
offer-fact-credentials-or-card-given = des identifiants ou une carte ont été donnés
offer-fact-backups-reachable = une sauvegarde est disponible
offer-fact-controls-machines = des machines en dépendent
offer-fact-personal-data = données personnelles en jeu
offer-language-en = anglais
offer-contact-minutes = { $count ->
    [one] dans la minute, si vous êtes choisi
   *[other] dans les { $count } minutes, si vous êtes choisi
}
offer-contact-days = { $count ->
    [one] dans la journée ouvrée, si vous êtes choisi
   *[other] dans les { $count } jours ouvrés, si vous êtes choisi
}
offer-take-back = Je ne suis plus disponible
offer-take-back-then = Tant que personne n’est choisi, vous pouvez retirer votre disponibilité. Nous sollicitons aussitôt le prestataire suivant.
offer-take-back-send = Retirer ma disponibilité
entry-offer-taken-back = Un prestataire n’est finalement plus disponible. Nous en sollicitons un autre.
offer-said-by-missing = Indiquez votre nom : vos collègues verront qui a répondu.
offer-from-missing = Indiquez à partir de quand vous pourriez commencer : la victime le lit avant de choisir.
offer-place-missing = Indiquez si vous travaillez à distance, sur place ou les deux : la victime le lit avant de choisir.
offer-price-unclear = Écrivez un seul montant hors taxes, comme 95 ou 95,50. Sans prix, laissez ce champ vide.
offer-reason-missing = Choisissez une raison : la victime ne la voit pas.
offer-words-too-long = Deux mille caractères au plus : le reste peut se dire au téléphone.
offer-a-colleague = un collègue
assigned-since = mission confiée à { $when }
terms-on-site = sur place
terms-remote = à distance
terms-both = sur place ou à distance
terms-unsaid = à distance ou sur place : non précisé
terms-from-unsaid = à partir de quand : non précisé
terms-first-free = première aide offerte
terms-call-out = déplacement { $price } HT
terms-hourly = { $price } HT de l’heure
terms-ask-quote = prix non indiqué : demandez un devis
label-charter = charte du centre signée
label-with-scope = { $label } : { $scope }

# Mission
mission-careful-mail = N’écrivez pas à { $address } : l’attaquant lit peut-être cette boîte. Appelez.
mission-report-missing = Écrivez au moins une phrase ici.
mission-stage-missing = Dites où vous en êtes, ou écrivez quelques mots.
mission-report-found = Trouvé :
mission-report-done = Fait :
mission-report-left-to-do = Reste à faire :
mission-report-restored = Activité reprise :
mission-report-data-out = Données sorties :
mission-report-hours = Heures :

# Suivi par la victime
track-you = Vous
track-before = au plus tard { $when }
track-status-received = Nous avons votre signalement
track-status-unverified = Nous avons votre signalement
track-status-open = Nous nous occupons de votre dossier
track-status-offering = Nous cherchons quelqu’un près de chez vous
track-status-assigned = Un prestataire s’occupe de vous
track-status-following = Un prestataire travaille avec vous
track-status-closed = Votre dossier est terminé
track-status-transferred = Votre dossier est transmis à un autre service
track-status-duplicate = Votre signalement rejoint un dossier déjà ouvert
track-status-information = Votre question a eu sa réponse
track-status-not-incident = Nous n’avons pas trouvé d’attaque
track-next-call = Une personne du centre vous appelle.
track-next-search = Nous préparons la recherche d’un prestataire.
track-next-asked = Des prestataires sont sollicités ; nous revenons vers vous.
track-next-choose = Choisissez qui vous aide.
track-next-desk-chooses = Nous choisissons pour vous qui vous aide.
track-next-provider-calls = Le prestataire choisi vous appelle.
track-next-follow = Le prestataire travaille ; nous prenons des nouvelles.
track-next-over = Plus rien à faire. Si cela recommence, appelez-nous.
track-path-received = Signalement reçu
track-path-verified = Vérifié avec vous
track-path-asked = Prestataires sollicités
track-path-assigned = Prestataire choisi
track-path-working = Prestataire au travail
track-path-closed = Terminé
track-helper-met = Choisi à { $since }. Vous vous êtes parlé.
track-helper-calls = Choisi à { $since }. Doit vous appeler au plus tard { $before }.
track-asked-waiting = réponse attendue
track-asked-available = disponible
track-asked-not = pas disponible
track-asked-chosen = retenu
track-asked-not-chosen = disponible, non retenu

# Qui parle dans le fil
party-system = Vigie
party-desk = le centre
party-victim = la victime
party-provider = le prestataire
party-unknown = expéditeur inconnu

# Fil du dossier
entry-entered = noté à { $when }
entry-received-phone = Appel reçu.
entry-received-web = Signalement reçu par le formulaire.
entry-received-email = Signalement reçu par courriel.
entry-received-api = Signalement reçu d’un partenaire.
entry-survey = Avis de la victime. Avons-nous été utiles ? { $helped }. Activité reprise ? { $working }.
entry-doubt-lifted = Doute levé : { $how }.
entry-agreed = Accord de la victime enregistré.
entry-agreement-withdrawn = La victime a retiré son accord. Plus rien ne part.
entry-category-confirmed = Catégorie confirmée : { $category }.
entry-offers-sent = { $count ->
    [one] { $count } prestataire sollicité.
   *[other] { $count } prestataires sollicités.
}
entry-offer-available = Un prestataire se dit disponible.
entry-offer-declined = Un prestataire a décliné.
entry-offer-expired = Un prestataire n’a pas répondu à temps.
entry-offer-undone = Un prestataire est revenu sur sa réponse.
entry-offers-sent-by = { $count ->
    [one] Sollicité : { $company }.
   *[other] { $count } prestataires sollicités : { $company }.
}
entry-offer-available-by = { $company } se dit disponible.
entry-offer-declined-by = { $company } a décliné.
entry-offer-expired-by = { $company } n’a pas répondu à temps.
entry-offer-undone-by = { $company } est revenu sur sa réponse.
entry-offer-taken-back-by = { $company } n’est finalement plus disponible.
entry-offer-full = Un prestataire n’est plus libre : il a autant de missions qu’il en prend.
entry-offer-full-by = { $company } n’est plus libre : toutes ses places sont prises.
entry-offer-not-sent = Proposition à { $company } non envoyée : { $condition }.
entry-answer-of = Réponse de { $who }.
entry-choice-refused = La victime n’a retenu personne. Nous cherchons d’autres prestataires.
entry-choice-delegated = La victime demande au centre de choisir pour elle.
entry-assigned = Mission confiée à { $company }.
entry-first-contact = Le prestataire et la victime se sont parlé.
entry-nobody-called = La victime dit que personne ne l’a appelée.
entry-nobody-left = Il n’y a plus personne à solliciter.
entry-deletion-confirmed = Le prestataire confirme avoir effacé ce qu’il avait reçu.
entry-no-contact-in-time = Personne n’a confirmé le premier appel du prestataire dans le délai.
entry-given-back = La mission est retirée au prestataire, qui doit effacer ce qu’il a reçu.
entry-mail-failed = Un courriel n’est pas arrivé.
entry-news-in-hand = Nouvelle du prestataire.
entry-news-unreachable = Le prestataire n’arrive pas à joindre la victime.
entry-news-not-for-me = Le prestataire renonce à la mission.
entry-news-done = Le prestataire dit avoir terminé. Son compte rendu est attendu.
entry-news-finished = Le prestataire a rendu son compte rendu.
entry-reopened = Dossier rouvert.
entry-ended-closed = Dossier clos.
entry-ended-transferred = Dossier transmis : { $to }.
entry-ended-duplicate = Doublon d’un dossier déjà ouvert.
entry-ended-information = Clos comme information.
entry-ended-not-incident = Clos : sans incident.
entry-deadline-running = Délai confirmé : { $clock }.
entry-deadline-refused = Délai écarté : { $clock }.
entry-deadline-met = Délai tenu : { $clock }.
entry-deadline-passed = Délai dépassé : { $clock }.

# Tâches
task-call-victim = Appeler la victime
task-call-victim-words = Bonjour, vos deux mots sont « { $words } ». Nous avons votre signalement. Êtes-vous en sécurité ? Avez-vous pu faire les premières actions ?
task-call-victim-assigned = Appeler la victime : un prestataire a la mission
task-call-victim-assigned-words = { $company } prend votre dossier et vous appelle. Sur votre page de suivi, vous trouverez les deux mots que ce prestataire dira d’abord.
task-call-victim-choice = Appeler la victime pour son choix
task-call-victim-choice-words = Des prestataires sont disponibles. Je vous lis leurs conditions ; l’ordre est tiré au sort et vous choisissez librement.
task-call-victim-message = Appeler la victime : son courriel n’est pas sûr
task-call-victim-unreachable = Appeler la victime : le prestataire ne la joint pas
task-call-victim-unreachable-words = Le prestataire essaie de vous joindre. Quel numéro marche en ce moment, et jusqu’à quelle heure ?
task-choose-for-victim = Choisir pour la victime, comme elle l’a demandé
task-call-on-call = Astreinte à appeler : { $company }, { $phone }
task-provider-paused = Le prestataire est en pause : voir avec la victime
task-read-message = Lire le message reçu
task-close = Relire le compte rendu et clore
task-report-awaited = Obtenir le compte rendu du prestataire, puis clore
task-given-back = Le prestataire rend la mission : solliciter quelqu’un d’autre
task-manual = À faire

# Alertes
alarm-first-contact = Personne n’a encore parlé à la victime
alarm-nobody-left = Il n’y a plus personne à solliciter
alarm-no-provider-contact = Le prestataire n’a pas appelé la victime
alarm-mail-failed = Un courriel n’est pas arrivé
alarm-deadline-passed = Un délai de la loi est dépassé

# Conservation
retention-provider = Fiche de prestataire
retention-time-provider = 5 ans après la fin de la convention
retention-trail = Journal des actes, sans données de personnes
retention-time-trail = gardé, car il ne contient que des empreintes
expiring-insurance = assurance professionnelle
expiring-review = revue du dossier
task-provider-paused-words = Bonjour, je vous appelle au sujet de { $company }. Par précaution, nous ne travaillons plus avec cette entreprise pour le moment. Ne lui donnez plus d’accès à vos machines ni d’argent, et notez ce qu’elle a fait chez vous. Souhaitez-vous que nous vous proposions quelqu’un d’autre tout de suite ?
