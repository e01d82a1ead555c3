# Les webhooks : les systèmes de partenaires que le centre prévient.
nav-webhooks = Webhooks
webhooks-title = Webhooks
webhooks-lead = Les systèmes de partenaires que le centre prévient dès que quelque chose se passe.
webhooks-none = Aucun système n’est prévenu.
webhooks-what = Un message dit de quel dossier il s’agit, ce qui s’est passé et où le dossier en est : aucune donnée personnelle. Un dossier sensible ne dit rien. Chaque message est signé ; ce qui n’arrive pas est réessayé pendant deux jours.
webhooks-new = Prévenir un système
webhooks-name = Nom du partenaire
webhooks-url = Adresse
webhooks-url-hint = Elle commence par https:// et mène à une machine d’Internet, ou à un réseau que la configuration autorise.
webhooks-kinds = Choisir les évènements
webhooks-kinds-hint = Sans choix, tous.
webhooks-add = Ajouter
webhooks-test = Envoyer un essai
webhooks-rotate = Nouveau secret
webhooks-pause = Mettre en pause
webhooks-resume = Reprendre
webhooks-remove = Retirer
webhooks-replay = Renvoyer
webhooks-secret = Secret de { $name }, avec lequel chaque message est signé :
webhooks-all-kinds = tous les évènements
webhooks-some-kinds = { $count ->
    [one] un évènement choisi
   *[other] { $count } évènements choisis
}
webhooks-waiting = { $count ->
    [one] un message en attente
   *[other] { $count } messages en attente
}
webhooks-given-up = { $count ->
    [one] un message abandonné
   *[other] { $count } messages abandonnés
}
webhooks-sent-to = Messages pour { $name }
webhooks-nothing-sent = Aucun message pour l’instant.
webhooks-state-active = Prévenu
webhooks-state-person = En pause
webhooks-state-gone = En pause : le système a répondu « disparu »
delivery-state-queued = En attente
delivery-state-sending = En chemin
delivery-state-deferred = Sera réessayé
delivery-state-sent = Reçu
delivery-state-gave_up = Abandonné
delivery-state-dropped = Retenu : dossier devenu sensible
webhooks-written = écrit { $when }
webhooks-arrived = reçu { $when }
webhooks-next = prochaine tentative { $when }
webhooks-tries = { $count ->
    [one] une tentative
   *[other] { $count } tentatives
}
webhooks-bad-name = Donnez un nom, de soixante signes au plus.
webhooks-bad-url = Cette adresse ne peut pas être utilisée : elle doit commencer par https://, sans mot de passe, et mener à Internet ou à un réseau autorisé par la configuration.
webhooks-taken = Un webhook porte déjà ce nom.
webhooks-late = Ce message est en chemin, ou ne doit plus partir.
alarm-webhook-failed = Un système partenaire ne peut plus être prévenu
alarm-webhook-failed-what = Regardez la page des webhooks : prévenez le partenaire, puis renvoyez ce qui manque.
done-webhook = C’est noté.
done-webhook-tested = L’essai part. Son résultat s’affiche ici.
done-webhook-replayed = Le message repart.
action-webhook-added = Webhook ajouté
action-webhook-changed = Webhook modifié
action-webhook-removed = Webhook retiré
