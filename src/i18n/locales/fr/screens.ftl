### Écrans de la console qui se tiennent à jour : appels, présence, palette, préférences.

calls-title = À rappeler
calls-lead = Les appels coupés ou laissés en suspens, et les personnes à qui nous devons un appel.
calls-none = Personne n’attend d’appel.
calls-none-more = Un appel coupé, un signalement à rappeler ou une tâche d’appel apparaissent ici.
calls-since = depuis
calls-resume = Reprendre l’appel
calls-open = Ouvrir le dossier
calls-broken = Ligne coupée pendant l’appel avec { $who }. Tout ce qui a été noté est là.
calls-missed = Personne n’a répondu à cet appel : rappelez.
calls-left = Laissé en suspens par { $who }. Tout ce qui a été noté est là.
calls-first = Premier contact : { $what }

call-new-title = Nouvel appel
call-new-number = Numéro qui appelle, s’il s’affiche
call-new-take = Prendre l’appel
call-waits-for-network = Réseau absent : l’appel se terminera tout seul dès son retour
call-changed-by = { $name } a modifié l’appel
call-handed-by = { $name } vous passe cet appel.
call-dropped-at = La ligne a coupé ({ $when }). Rappelez, puis reprenez l’appel.
call-missed-at = Personne n’a répondu à cet appel ({ $when }). Rappelez, puis reprenez l’appel.
call-dropped = Ligne coupée
call-hand-to = Passer l’appel à
call-hand-over = Passer l’appel
call-doubt = Le récit tient debout, doute levé pendant l’appel ?
call-doubt-hint = Oui : les prestataires peuvent être sollicités tout de suite.
call-answer = Réponse

clash-title = Deux valeurs pour « { $field } »
clash-theirs = Écrit par { $who } :
clash-mine = Vous avez écrit :
clash-keep-theirs = Garder l’autre valeur
clash-keep-mine = Garder la mine
clash-owner = Suivi par
clash-offers = Prestataires sollicités
clash-agreement = Accord
clash-somebody = quelqu’un d’autre
clash-agreed = accord donné par { $who }
clash-not-agreed = pas d’accord enregistré
clash-offers-count = { $count ->
    [0] aucun
    [one] un prestataire
   *[other] { $count } prestataires
}
clash-offers-mine = solliciter encore d’autres prestataires
clash-agreed-mine = l’accord que vous venez de saisir
clash-why = Pendant que vous écriviez, quelqu’un a changé la même chose. Rien n’est perdu : choisissez.
case-changed = Ce dossier vient de changer. Votre saisie est gardée.
case-changed-see = Voir les changements

tab-from = de { $name }
tab-next = appel suivant
tab-park = mettre en attente, reprendre
news-ringing = Un appel sonne
news-ringing-from = Un appel sonne : { $phone }
news-urgent = Nouveau signalement P{ $priority } : { $what }, { $place }

find-title = Chercher partout
find-label = Page, nom, référence ou téléphone
find-hint = menuiserie, K7M4-92QX, 05 65…
find-go = Chercher
find-pages = Pages
find-cases = Dossiers
find-nothing = Rien ne correspond à « { $typed } ».

preferences-title = Préférences
preferences-keys = Touches pendant un appel
preferences-keys-why = Une touche répond à la question, sans quitter les notes. Chaque geste garde une touche à lui.
preferences-save = Enregistrer
preferences-twice = La même touche est choisie deux fois : donnez à chaque geste une touche à lui.
preferences-views = Vues gardées de la file
preferences-no-view = Aucune vue gardée. Dans la file, filtrez, puis « Garder cette vue ».
preferences-forget = Oublier
key-act-yes = Oui, ou première réponse
key-act-no = Non, ou deuxième réponse
key-act-third = Troisième réponse
key-act-fourth = Quatrième réponse
key-act-unknown = Ne sait pas
key-act-next = Appel suivant
key-act-park = Mettre en attente, reprendre
key-act-finish = Terminer l’appel

keys-find = chercher une page, un dossier, un numéro
keys-next-call = appel suivant
keys-back-to-call = revenir au dernier appel en attente
keys-fields = aller à : qui, où, rappel, entité, notes
keys-next-act = aller au prochain geste du dossier
keys-change = Choisir d’autres touches

done-call-dropped = La ligne a coupé : l’appel attend ici, avec tout ce qui a été noté.
done-call-handed = L’appel est passé, avec tout ce qui a été noté.
done-preferences = C’est enregistré.
done-view-kept = La vue est gardée.

queue-keep-name = Nom de la vue
queue-keep = Garder cette vue
calls-others = { $count ->
    [one] et un autre appel
   *[other] et { $count } autres appels
}

code-title = Suivre mon dossier par code
code-lead = Tapez le code que nous vous avons lu ou affiché, et votre code postal.
code-hint = Douze signes, comme 7QK2-M4XA-9TZB. Majuscules et tirets n’importent pas.
code-place = Votre code postal
code-wrong = Ce code et ce code postal n’ouvrent rien. Vérifiez-les, ou appelez-nous.
code-read-only = Page ouverte par code, pour lire. Pour écrire ou choisir un prestataire, appelez-nous ou ouvrez votre lien privé.
case-code = Code de suivi, à lire
answer-code = Code de suivi
answer-code-why = Notez ce code : avec votre code postal, il ouvre votre page depuis n’importe quel appareil.
answer-next-until = D’ici là, faites les premières actions ci-dessous, depuis un appareil qui n’est pas touché.
save-later = Enregistrer et finir plus tard
save-needs-place = Indiquez votre code postal : avec le code que nous vous donnons, il ouvrira votre brouillon.
resume-title = Reprendre un signalement commencé
resume-lead = Tapez le code reçu en enregistrant, et votre code postal.
kept-title = Votre brouillon est gardé
kept-lead = Notez ce code. Votre brouillon attend { $days } jours, puis il est effacé.
kept-how = Sur n’importe quel appareil :
kept-nobody-reads = Personne ne lit un brouillon : nous ne vous rappelons qu’une fois le signalement envoyé. Si c’est urgent, appelez.
kept-go-on = Continuer maintenant
calendar-get = Mettre les échéances dans mon agenda
calendar-name = Échéances du dossier { $reference }

# Chiffres
dashboard-year = douze mois, jusqu’à { $month }
dashboard-twelve = Douze derniers mois
dashboard-period = Période
dashboard-csv = Télécharger (CSV)
dashboard-print = Imprimer
counts-incident = Incidents
counts-incident-note = malveillance confirmée par une personne
counts-report = Signalements
counts-report-note = comportement anormal, vérifié
counts-information = Informations
counts-information-note = questions traitées, comptées à part
counts-transfer = Transmis
counts-transfer-note = à qui de droit, comptés à part
counts-to-check = À vérifier
counts-to-check-note = dans aucun autre chiffre
counts-nothing = Sans suite
counts-nothing-note = sans incident ou doublon
stat-nine-in-ten = neuf fois sur dix en moins de { $length }
stat-of = { $part } réponses favorables sur { $all }
chart-month = Par mois
chart-month-column = Mois
chart-sector = Par secteur d’activité
chart-sector-column = Secteur
chart-contact = Signalements écrits : attente du premier contact humain
chart-contact-column = Attente
chart-assigned = Attente d’un prestataire
chart-assigned-column = Attente
chart-answers = Réponses aux propositions
chart-answers-column = Réponse
chart-empty = Rien sur cette période.
chart-csv = { $what } : télécharger (CSV)
sector-unknown = non indiqué
wait-10 = moins de 10 min
wait-60 = moins d’une heure
wait-240 = moins de 4 h
wait-1440 = moins d’un jour
wait-more = plus longtemps
answers-yes = disponible
answers-no = déclinée
answers-silent = sans réponse
answers-open = attendue
small-cell = moins de 5
month-figures = Chiffres du mois, arrêtés
month-what = Définitions nationales
month-given = Arrêté
month-now = Aujourd’hui
month-correction = correction
month-publish = Arrêter les chiffres du mois
month-publish-why = Une fois arrêtés, les chiffres ne changent plus : ce qui bouge ensuite apparaît à côté, comme correction.
month-published = Chiffres arrêtés par { $who }, { $when }.
done-month = Les chiffres du mois sont arrêtés.
action-figures-published = Chiffres du mois arrêtés

note-move = Cette note est sur le mauvais dossier
note-move-to = Référence du bon dossier
note-move-send = Déplacer la note
entry-note-moved = Une note a été déplacée vers { $to }.
queue-exercise = exercice
first-run-title = Pour commencer
first-run-call = Prenez un appel d’essai : touche n, ou « Nouvel appel ». Tout ce que vous tapez est gardé.
first-run-form = Regardez ce que voit une victime :
first-run-providers = Vérifiez l’annuaire :
first-run-keys = Choisissez vos touches :
first-run-doctor = Sur le serveur, cette commande dit ce qui manque à la configuration :
chart-counts = Selon les définitions nationales
chart-counts-column = Ce qui compte
