# Le courrier : ce qui part, ce qui arrive, et ce qu’une personne y décide.
nav-mail = Courriels
mailroom-title = Courriels qui partent
mailroom-lead = Rien ne se perd : ce qui n’est pas arrivé reste ici, avec les mots du serveur.
mailroom-groups = Afficher
mailroom-group-stuck = À décider
mailroom-group-waiting = En attente
mailroom-group-left = Partis
mailroom-group-stopped = Arrêtés
mailroom-none = Aucun courriel ici.
mailroom-no-server = Aucun serveur de courriel n’est configuré : les messages attendent, rien n’est perdu.
mailroom-attempts = { $count ->
    [one] Une tentative
   *[other] { $count } tentatives
}
mailroom-decide = Décider
mailroom-reason = Raison (pour retenir ou annuler)
mailroom-older = Plus anciens
mailroom-written = écrit { $when }
mailroom-left = parti { $when }
mailroom-next = prochaine tentative { $when }
mail-kind-acknowledgement = Accusé de réception
mail-kind-choice = Choix d’un prestataire
mail-kind-provider-assigned = Prestataire désigné
mail-kind-offer = Proposition de mission
mail-kind-reminder = Rappel de proposition
mail-kind-answer-noted = Réponse par courriel notée
mail-kind-answer-unclear = Réponse par courriel à préciser
mail-kind-too-late = Mission déjà confiée
mail-kind-assignment = Mission confiée
mail-kind-not-chosen = Autre prestataire choisi
mail-kind-withdrawn = Proposition retirée
mail-kind-message = Message
mail-kind-deadline-warning = Échéance proche
mail-kind-closing-survey = Clôture et avis
mail-kind-vetting-expiry = Fin de référencement
mail-kind-provider-page-link = Lien de l’espace prestataire
mail-kind-renewals = Renouvellements
mail-kind-alarm = Alerte à l’astreinte
mail-kind-digest = Résumé du jour
mail-state-queued = en file
mail-state-held = retenu
mail-state-sending = en cours
mail-state-sent = parti
mail-state-delivered = remis
mail-state-deferred = reporté
mail-state-bounced = refusé
mail-state-gave-up = abandonné
mail-state-dropped = sans objet
mail-state-cancelled = annulé
mail-outcome-accepted = accepté par le serveur
mail-outcome-transient = pas maintenant
mail-outcome-permanent = refusé
mail-outcome-unknown = interrompu : peut être parti quand même
mail-held-address = Retenu : trop de courriels à cette adresse en une heure.
mail-held-case = Retenu : trop de courriels sur ce dossier en une heure.
mail-held-answers = Retenu : trop d’accusés de réception en une heure. Cela ressemble à une avalanche de messages.
mail-held-hour = Retenu : trop de courriels en une heure.
mail-held-unsafe = Retenu : l’attaquant lit peut-être cette boîte. Appelez la personne.
mail-held-person = Retenu par une personne : { $reason }
mail-cancelled-why = Annulé : { $reason }
mail-dropped-why = Ce qu’il annonçait ne valait plus quand son tour est venu.
mail-act-retry = Réessayer maintenant
mail-act-hold = Retenir
mail-act-release = Laisser partir
mail-act-cancel = Annuler
mail-act-needs-reason = Dites pourquoi : la raison reste au journal.
mail-act-unsafe = Cette boîte n’est pas sûre. Confirmez d’abord avec la personne, au téléphone, qu’elle l’est de nouveau.
mail-act-late = Ce courriel a changé d’état entre-temps. Regardez-le de nouveau.
done-mail = C’est noté.
entry-mail-held-unsafe = Un courriel à la victime est retenu : l’attaquant lit peut-être sa boîte. Appelez-la.
alarm-mail-held = Des courriels sont retenus
alarm-mail-held-what = Trop de courriels en une heure. Regardez la page des courriels : laissez partir, ou annulez.
alarm-mail-unread = Un courriel reçu ne se lit pas
alarm-mail-unread-what = Il est gardé entier. Regardez-le dans les courriels reçus.
action-mail-queued = courriel mis en file
action-mail-held = courriel retenu
action-mail-released = courriel libéré
action-mail-sent = courriel parti
action-mail-delivered = courriel remis
action-mail-deferred = courriel reporté
action-mail-failed = courriel non parti
action-mail-bounced = courriel refusé
action-mail-retried = courriel à réessayer
action-mail-cancelled = courriel annulé
action-mail-received = courriel reçu
action-mail-quarantined = courriel mis de côté
action-mail-decided = courriel reçu traité

# Ce qui arrive.
tray-title = Courriels reçus
tray-lead = Tout ce qui est arrivé est gardé entier. Ce que personne ne peut placer attend ici.
tray-none = Rien ici.
tray-stuck = { $count ->
    [one] Un courriel de la boîte n’a pas encore pu être pris en compte : nouvel essai bientôt, les autres arrivent.
   *[other] { $count } courriels de la boîte n’ont pas encore pu être pris en compte : nouvel essai bientôt, les autres arrivent.
}
tray-group-waiting = À regarder
tray-group-cases = Dossiers
tray-group-servers = Avis de remise
tray-group-machines = Automatiques
tray-group-aside = Mis de côté
inbound-no-subject = sans objet
inbound-no-sender = sans expéditeur
inbound-no-name = sans nom
inbound-outcome-message = au dossier
inbound-outcome-report = signalement
inbound-outcome-delivery = avis de remise
inbound-outcome-automatic = automatique
inbound-outcome-own = du centre
inbound-outcome-aside = à placer
inbound-outcome-quarantine = illisible
inbound-why-too-large = Trop volumineux pour être lu : plus de 25 Mo.
inbound-why-long-headers = En-têtes trop longs pour être lus sans risque.
inbound-why-many-parts = Trop de parties pour être lu sans risque.
inbound-why-nested = Trop de messages emboîtés pour être lu sans risque.
inbound-why-many-pieces = Construit pour ralentir celui qui le lit.
inbound-why-broken = Ce n’est pas un courriel que l’on sache lire.
inbound-why-empty = Il est vide.
inbound-why-stuck = Le centre n’a pas réussi à le prendre en compte, malgré huit essais. Il est gardé entier : lisez-le et décidez.
inbound-why-beyond = Plus de 64 Mo. Le début est ici ; le courriel entier attend dans le dossier « Vigie-stuck » de la boîte du centre.
inbound-why-unfetched = Le serveur de courriel l’annonce mais ne le donne pas. Cherchez-le dans le dossier « Vigie-stuck » de la boîte du centre.
inbound-why-auto-submitted = Réponse automatique : gardée ici, et laissée sans réponse.
inbound-why-no-return-path = Envoyé par une machine : noté, jamais répondu.
inbound-why-absence = Avis d’absence : noté, jamais répondu.
inbound-why-bulk = Envoi en nombre : noté, jamais répondu.
inbound-why-own = Un courriel du centre lui-même, revenu.
inbound-why-report-address = Écrit à l’adresse des avis de remise. Une personne doit dire à quel dossier il revient.
inbound-why-forged = L’adresse imite une adresse de réponse du centre. Le centre ne l’a jamais donnée.
inbound-why-ended = Ce prestataire n’a plus de part à ce dossier.
inbound-why-unproved = Semble répondre à un dossier, mais rien ne prouve qui écrit.
inbound-why-provider = L’adresse d’un prestataire, hors de toute proposition.
inbound-why-staff = L’adresse d’une personne du centre.
inbound-why-no-sender = Aucune adresse à qui répondre.
inbound-why-flood = Trop de nouveaux messages en une heure : celui-ci attend une personne.
inbound-why-of-nothing = Cet avis ne porte sur aucun courriel du centre.
inbound-why-failed = Le courriel n’arrivera pas.
inbound-why-delayed = Le courriel a du retard.
inbound-why-delivered = Le courriel est arrivé.
inbound-why-late-report = Cet avis vient après coup.
inbound-why-other-address = Écrit depuis une autre adresse que celle du dossier.
inbound-why-answer = Compris : il compte comme sur la page de la proposition.
inbound-why-answer-late = Compris, mais la mission était déjà confiée.
inbound-why-unclear = Pas de réponse claire : rien n’est enregistré, une personne le lit.
inbound-unclear = Pas de réponse claire : rien n’est enregistré. Appelez ce prestataire.
inbound-why-erased = Le dossier a été effacé.
inbound-why-suspect = Peut venir de l’attaquant.
inbound-suspect = Peut venir de l’attaquant.
inbound-suspect-what = Cette boîte n’est pas sûre. Ne répondez pas, ne suivez aucune demande : appelez la personne au numéro du dossier.
inbound-other-address = Écrit depuis une autre adresse : { $from }. Vérifiez au téléphone avant d’y croire.
inbound-attached = Courriel de { $from }, rattaché à la main : rien ne prouve qui écrit.
inbound-words = Ce qu’il dit
inbound-as-text = Montré comme du texte, sans images ni liens actifs.
inbound-cut = La suite est dans le courriel gardé.
inbound-unreadable = Ses mots ne peuvent pas être montrés. Il est gardé entier.
inbound-files = Fichiers joints
inbound-files-what = Ils restent dans le courriel gardé. Rien n’est ouvert ici.
inbound-about = À propos de ce courriel
inbound-line-to = Arrivé à
inbound-line-id = Identifiant
inbound-line-size = Octets
inbound-line-hash = SHA-256
inbound-line-copies = Fois reçu
inbound-decide = Que faire ?
inbound-reference = Référence du dossier
inbound-reference-hint = Le courriel y devient une note que le centre seul voit.
inbound-attach = Rattacher à ce dossier
inbound-postal-code = Code postal
inbound-postal-code-hint = Si vous le connaissez ; sinon, demandez-le au téléphone.
inbound-report = En faire un signalement
inbound-seen = Rien de plus à faire
inbound-decided = Traité par { $who }, { $when }
inbound-no-such-case = Aucun dossier n’a cette référence.
inbound-needs = Il manque un code postal à cinq chiffres, ou une adresse à qui répondre.
inbound-late = Quelqu’un s’en est déjà occupé.
entry-mail-automatic = Une réponse automatique est arrivée par courriel. Elle n’attend rien.
entry-answer-by-mail = Le prestataire a répondu par courriel. Sa réponse est comprise et enregistrée.
entry-answer-too-late = Cette réponse vient trop tard, et le prestataire en est remercié.
entry-deadline-warned = Échéance proche ({ $count } % du temps est passé) : { $clock }. La personne qui suit le dossier en est prévenue.
entry-mail-files = { $count ->
    [one] Un fichier est joint à ce courriel. Il est gardé avec lui, et versé aux pièces.
   *[other] { $count } fichiers sont joints à ce courriel. Ils sont gardés avec lui, et versés aux pièces.
}
task-provider-mailed = Le prestataire a répondu par courriel : appelez-le, et notez sa réponse sur la proposition
task-ask-place = Demander où cela se passe : le courriel ne dit pas le code postal

# La boîte de la victime.
case-mailbox = L’attaquant lit-il cette boîte ?
case-mailbox-what = Demandez-le au téléphone. Si oui, les liens déjà envoyés ne s’ouvrent plus, et rien ne part plus vers cette boîte.
case-mailbox-yes = Elle est sûre
case-mailbox-no = L’attaquant la lit
entry-mailbox-yes = La boîte de la victime est sûre, vérifié par une personne.
entry-mailbox-no = L’attaquant lit la boîte de la victime : les liens envoyés ne s’ouvrent plus, rien n’y est plus écrit.
entry-mailbox-unknown = On ne sait plus si la boîte de la victime est sûre.
done-contact = C’est noté.

bulletin-title = Message à plusieurs dossiers
bulletin-lead = Un même message à tous les dossiers ouverts d’un choix, chacun dans son fil et dans sa langue.
bulletin-write = Écrire
bulletin-choice = Choisissez au moins une catégorie, un département ou une date. Les dossiers clos, les exercices et les dossiers sensibles qui vous sont fermés n’en font pas partie.
bulletin-any = Tous
bulletin-any-category = Toutes
bulletin-since = Reçus depuis le
bulletin-fr = Message en français
bulletin-fr-hint = La référence du dossier et le lien vers son suivi sont ajoutés. N’écrivez rien qu’une autre victime ne doive savoir.
bulletin-en = Message en anglais
bulletin-en-hint = Pour les personnes suivies en anglais. Sans lui, elles reçoivent le français.
bulletin-preview = Voir avant d’envoyer
bulletin-seen = Ce qui va partir
bulletin-by-mail = { $count ->
    [0] Aucun dossier par courriel.
    [one] Un dossier par courriel.
   *[other] { $count } dossiers par courriel.
}
bulletin-in-english = { $count ->
    [one] Parmi eux, un est suivi en anglais.
   *[other] Parmi eux, { $count } sont suivis en anglais.
}
bulletin-by-phone = { $count ->
    [one] Un dossier sans boîte sûre : une tâche demandera de l’appeler, les mots prêts.
   *[other] { $count } dossiers sans boîte sûre : une tâche demandera d’appeler chacun, les mots prêts.
}
bulletin-until = Le dernier partira vers { $when } : les envois sont espacés pour ne pas retarder les autres courriels.
bulletin-sample = Par exemple, pour le dossier { $reference }
bulletin-send = Envoyer à tous
bulletin-sent = Déjà envoyés
bulletin-none = Aucun message de ce genre n’a encore été envoyé.
bulletin-reached = { $count ->
    [one] Arrivé à son dossier.
   *[other] Arrivé à ses { $count } dossiers.
}
bulletin-on-its-way = En chemin : { $done } dossiers sur { $all }.
bulletin-no-choice = Choisissez au moins une catégorie, un département ou une date.
bulletin-no-words = Écrivez le message en français, en 8 000 signes au plus.
bulletin-no-day = Cette date n’existe pas.
bulletin-too-many = Plus de 2 000 dossiers : resserrez le choix.
bulletin-nobody = Aucun dossier ouvert ne correspond à ce choix.
bulletin-changed = Le message ou les dossiers ont changé depuis l’aperçu. Relisez-le, puis envoyez.
done-bulletin = Le message part, dossier après dossier.
action-bulletin-sent = message à plusieurs dossiers envoyé
inbound-laid-out = Voir la mise en page, sans images ni liens (nouvel onglet)
inbound-laid-out-what = Écrit par quelqu’un d’autre que le centre. Images, liens et programmes ont été retirés.
