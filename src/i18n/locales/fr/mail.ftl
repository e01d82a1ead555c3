# Les courriels. Vous, phrases courtes ; l’objet dit la référence, jamais la victime.

# Heures comme on les dit.
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
time-full-hour = { $hour } h
time-clock = { $hour } h { $minute }
time-first-of-month = 1er
time-today-night = cette nuit, { $weekday } { $clock }
time-today-morning = ce matin, { $weekday } { $clock }
time-today-noon = ce midi, { $weekday } { $clock }
time-today-afternoon = cet après-midi, { $weekday } { $clock }
time-today-evening = ce soir, { $weekday } { $clock }
time-tomorrow = demain, { $weekday } { $clock }
time-yesterday = hier, { $weekday } { $clock }
time-day = { $weekday } { $day } { $month }, { $clock }
time-day-year = { $weekday } { $day } { $month } { $year }, { $clock }
mail-date = { $day } { $month } { $year }

# Ce qui termine chaque courriel.
mail-never = Nous ne demandons jamais de mot de passe, de code ni de paiement.
mail-check-phone = Un doute sur ce message ? Vérifiez auprès de nous au { $phone }.
mail-check-page = Un doute sur ce message ? Vérifiez auprès de nous avant de répondre.
mail-recognise = Reconnaître nos messages et nos appels

# Étiquettes.
mail-fact-line = { $label } : { $value }
mail-fact-reference = Référence
mail-fact-kind = Entité
mail-fact-size = Taille
mail-fact-department = Département
mail-fact-skills = Compétences demandées
mail-fact-constraints = À savoir
mail-fact-until = Réponse attendue avant
mail-fact-organisation = Entité
mail-fact-place = Lieu
mail-fact-contact = Contact
mail-fact-role = Fonction
mail-fact-phone = Téléphone
mail-fact-email = Courriel

# Proposition de mission.
mail-offer-subject = Proposition { $reference } : réponse au plus tard { $until }
mail-offer-first-line = { $category }, gravité { $severity }, { $travel }, { $department }. Répondez au plus tard { $until }.
mail-travel-within = à moins de { $count } km de chez vous
mail-travel-remote = à distance
mail-constraint-on-site = déplacement sur place
mail-constraint-remote = possible à distance
mail-constraint-out-of-hours = travail hors des heures ouvrées
mail-constraint-english = interlocuteur anglophone
mail-constraint-machines = des machines sont concernées : rien sans le responsable du procédé
mail-constraint-insurer = l’assureur doit être appelé avant toute intervention
mail-offer-button = Voir la proposition et répondre
mail-offer-no-identity = L’identité de l’entité vous est donnée quand la mission vous est confiée. Complet, fermé ou en conflit : vous gardez votre tour.
mail-reminder-subject = Rappel, proposition { $reference } : réponse au plus tard { $until }

mail-offer-by-mail-shortlist = Vous pouvez aussi répondre à ce courriel : écrivez sur la première ligne « disponible », « disponible demain 9 h » ou « pas disponible ».
mail-offer-by-mail-first = Vous pouvez aussi répondre à ce courriel : écrivez sur la première ligne « j’accepte » ou « pas disponible ».

# Une réponse venue par courriel.
mail-answer-noted-subject = Proposition { $reference } : votre réponse est notée
mail-answer-noted-mission-subject = Mission { $reference } : c’est noté
mail-answer-noted-available = Votre courriel est bien arrivé. Nous avons noté : vous êtes disponible.
mail-answer-noted-declined = Votre courriel est bien arrivé. Nous avons noté : vous déclinez. Merci d’avoir répondu.
mail-answer-noted-in-hand = Votre courriel est bien arrivé. Nous avons noté : la mission est prise en charge.
mail-answer-noted-reached = Votre courriel est bien arrivé. Nous avons noté : vous avez joint la victime.
mail-answer-noted-unreachable = Votre courriel est bien arrivé. Nous avons noté : la victime est injoignable. Une personne du centre l’appelle aussi.
mail-answer-noted-from = À partir de quand
mail-answer-noted-reason = Raison
mail-answer-noted-change = Ce n’est pas ce que vous vouliez dire ? Répondez de nouveau à ce courriel, ou appelez-nous. Pendant cinq minutes, la page permet aussi de revenir sur cette réponse.
mail-answer-noted-terms = L’entité choisit plus volontiers quand elle connaît vos conditions. Pour les préciser, ouvrez la page : c’est possible tant que personne n’est choisi.
mail-answer-noted-button = Voir la proposition
mail-answer-unclear-subject = Proposition { $reference } : votre réponse n’est pas encore enregistrée
mail-answer-unclear-words = Votre courriel est bien arrivé, mais nous n’y avons pas trouvé de réponse claire. Rien n’est enregistré pour l’instant, et une personne du centre va le lire.
mail-answer-unclear-sender = Un courriel répond à cette proposition depuis une adresse que nous ne vous connaissons pas. Rien n’est enregistré pour l’instant, et une personne du centre va le lire.
mail-answer-unclear-accept-missing = Vous nous écrivez que vous êtes disponible. Pour cette mission, le premier qui accepte l’obtient : rien n’est enregistré tant que vous ne l’acceptez pas.
mail-answer-unclear-how = Vous pouvez aussi répondre à ce courriel, par une seule phrase sur la première ligne : « j’accepte », « disponible demain 9 h » ou « pas disponible ».
mail-answer-report-subject = Mission { $reference } : il reste le compte rendu
mail-answer-unclear-report-missing = Vous nous écrivez que la mission est terminée, merci. Il reste à écrire le compte rendu, sur la page de la mission.

# Fin d’une proposition.
mail-too-late-subject = Proposition { $reference } : déjà confiée, merci
mail-too-late-lead = La mission { $reference } est confiée à un autre prestataire. Merci d’avoir répondu.
mail-not-chosen-subject = Proposition { $reference } : un autre prestataire a été choisi
mail-not-chosen-lead = La mission { $reference } est confiée à un autre prestataire.
mail-not-chosen-thanks = L’entité a choisi parmi plusieurs prestataires disponibles. Merci de l’avoir été.
mail-turn-kept = Vous gardez votre tour : cela ne compte pas contre vous. Il n’y a rien à faire.
mail-withdrawn-subject = Proposition { $reference } : retirée
mail-withdrawn-lead = La proposition { $reference } est retirée. Son lien ne fonctionne plus.
mail-withdrawn-ended = La mission { $reference } vous est retirée. Son lien ne fonctionne plus.
mail-withdrawn-delete = Merci d’effacer ce que vous avez reçu sur cette entité (messages, fichiers, notes), puis de nous le confirmer.
mail-withdrawn-button = Confirmer l’effacement

# Mission confiée.
mail-assignment-subject = Mission { $reference } : à vous, premier contact au plus tard { $by }
mail-assignment-lead = La mission est à vous ({ $category }). Appelez l’entité au plus tard { $by }.
mail-assignment-never-use = N’utilisez pas { $address } : l’attaquant peut y lire ou y répondre.
mail-assignment-recognition = Dites d’abord ces deux mots, pour que l’entité sache que c’est vous : « { $first } » et « { $second } ».
mail-assignment-brief = Ce qui s’est passé
mail-assignment-button = Ouvrir la mission
mail-assignment-duty = Confirmez le premier contact sur cette page. Ces informations vous sont confiées pour cette mission seulement.

# À la victime : objet et première ligne ne disent rien de plus.
mail-victim-subject = Votre dossier { $reference }
mail-victim-first-line = { $desk } vous écrit au sujet de votre dossier { $reference }.
mail-tracking-button = Ouvrir votre dossier
mail-recognition = Quand nous vous appelons, nous disons d’abord ces deux mots : « { $first } » et « { $second } ». Sans eux, raccrochez.
mail-provider-recognition = Au téléphone, ce prestataire dit d’abord ces deux mots : « { $first } » et « { $second } ». Sans eux, raccrochez.
mail-not-me = Ce n’est pas moi qui ai écrit au centre
mail-acknowledgement-lead = Nous avons bien reçu votre signalement. Vous n’êtes pas seul.
mail-acknowledgement-read-by = Une personne l’aura lu au plus tard { $by }, et vous rappellera.
mail-acknowledgement-actions = En attendant, dans cet ordre
mail-choice-lead = { $count ->
    [one] Un prestataire est disponible pour vous aider.
   *[other] { $count } prestataires sont disponibles pour vous aider.
}
mail-choice-until = Choisissez au plus tard { $until }. Passé ce moment, nous vous appelons pour choisir avec vous.
mail-choice-button = Voir et choisir
mail-choice-rules = Le centre ne choisit pas à votre place, ne garantit pas le résultat et n’est pas partie au contrat. Demandez un devis. Si vous êtes assuré, appelez d’abord votre assureur.
mail-provider-assigned-lead = { $company } s’occupe de vous et vous appelle au plus tard { $by }.
mail-provider-assigned-nobody-called = Personne ne vous a appelé ? Dites-le-nous sur votre page de suivi, nous relançons aussitôt.
mail-message-from = Un message écrit par { $from } :
mail-message-button = Lire et répondre
mail-closing-survey-lead = Votre dossier est clos. Merci de votre confiance.
mail-closing-survey-ask = Une minute pour nous aider à mieux faire ? Trois questions, sans obligation.
mail-closing-survey-button = Donner mon avis
mail-closing-survey-again = Si quelque chose recommence, appelez-nous avec votre référence.

# Échéance légale.
mail-deadline-warning-subject = Dossier { $reference } : une échéance se termine { $due }
mail-deadline-warning-lead = { $what } : à faire au plus tard { $due }.
mail-deadline-veiled = Une échéance légale de ce dossier
mail-deadline-who = Qui doit le faire
mail-deadline-article = Texte
mail-deadline-warning-then = Rappelez-la à la personne concernée : c’est à elle de le faire, pas au centre. Quand c’est fait, arrêtez l’échéance sur la page du dossier, avec la preuve.

# Référencement d’un prestataire.
mail-vetting-days = { $count ->
    [0] se termine aujourd’hui
    [one] se termine dans un jour
   *[other] se termine dans { $count } jours
}
mail-vetting-expiry-subject = Votre référencement : { $what } { $left }
mail-vetting-expiry-lead = { $company } : { $what } { $left }.
mail-vetting-ends = Dernier jour
mail-vetting-expiry-after = Après cette date, aucune proposition ne vous parvient tant que le justificatif n’est pas renouvelé.
mail-vetting-expiry-button = Voir mon espace

# À l’équipe.
mail-alarm-subject = ALARME { $reference } : { $what }
mail-alarm-subject-desk = ALARME : { $what }
mail-alarm-since = Depuis
mail-alarm-next = Sans accusé de réception d’une personne, l’alarme passe à la personne suivante du tour : { $next }.
mail-alarm-page = Ouvrir après connexion : { $url }
mail-digest-subject = Le point du centre : { $count ->
    [0] aucun incident ouvert
    [one] un incident ouvert
   *[other] { $count } incidents ouverts
}
mail-digest-lead = La situation { $now }.
mail-digest-reports = Signalements depuis le dernier point
mail-digest-open = Incidents ouverts
mail-digest-unassigned = En attente d’un prestataire
mail-digest-alarms = Alarmes sans accusé de réception
mail-digest-deadlines = Échéances qui se terminent dans les 24 heures
mail-digest-uncontacted = Sans premier contact dans les temps
mail-digest-unread = Courriels reçus à regarder
mail-digest-undelivered = Courriels non remis ou retenus
mail-provider-page-subject = Votre page de prestataire
mail-provider-page-lead = Voici le lien vers vos propositions, vos missions et votre dossier. Il fonctionne pendant 24 heures.
mail-provider-page-button = Ouvrir ma page
mail-provider-page-after = Vous n’avez rien demandé ? Ignorez ce message : personne d’autre que vous n’a reçu ce lien.
mail-renewals-subject = { $count ->
    [one] Une échéance dans l’annuaire des prestataires
   *[other] { $count } échéances dans l’annuaire des prestataires
}
mail-renewals-lead = Ces labels, assurances et revues arrivent à leur terme, ou viennent d’y arriver.
mail-renewals-line = { $what }, jusqu’au { $ends }
mail-renewals-after = Passé ce jour, un label ou une assurance non renouvelés excluent le prestataire d’eux-mêmes ; il revient dès que la preuve est enregistrée.
