# Données personnelles : durées, conservation, effacement, accès
nav-protection = Données
protection-title = Données personnelles
protection-lead = Ce qui doit partir, ce qui doit rester, et ce que le centre garde de chacun. Chaque geste est inscrit au journal.
protection-due = Arrivé à échéance
protection-due-none = Rien n’est gardé plus longtemps que prévu.
protection-due-what = Ces éléments ont dépassé leur durée. Rien n’est effacé tant que vous ne le demandez pas ; la liste est signée d’abord, pour le visa des archives.
protection-what = Élément
protection-class = Catégorie de données
protection-since = Depuis
protection-held = conservé
protection-sure = { $count ->
    [one] J’ai relu la liste : { $count } élément peut être effacé.
   *[other] J’ai relu la liste : { $count } éléments peuvent être effacés.
}
protection-run = Effacer ce qui est échu
protection-access = Droit d’accès
protection-access-what = Réunit tout ce que le centre garde d’une personne ou d’une organisation. Indiquez ce que vous savez ; vérifiez d’abord son identité.
protection-access-read = Lire
protection-access-file = Télécharger (JSON)
protection-reference = Référence du dossier
protection-again = La même référence, une seconde fois
protection-erase = Effacer un dossier
protection-erase-what = Les noms, coordonnées, mots, messages et réponses disparaissent de la base, de l’index, des courriers et des fichiers. Restent la catégorie, la gravité, le département, les dates, et la preuve. C’est définitif.
protection-why = Pourquoi
protection-erase-send = Effacer ce dossier
protection-side = Conservation et durées
protection-holds = Dossiers à conserver
protection-holds-what = Un dossier nécessaire à une enquête, un procès ou un contrôle n’est pas effacé tant que la conservation n’est pas levée.
protection-lift = Lever la conservation
protection-lift-send = Lever
protection-hold-send = Conserver ce dossier
protection-periods = Durées
protection-lists = Listes d’élimination
protection-lists-what = Signées par le centre, sans donnée personnelle.
protection-list = { $count ->
    [one] { $count } élément, { $when }
   *[other] { $count } éléments, { $when }
}
hold-since = { $who }, { $when }
class-unfinished = Appels et formulaires inachevés
class-contact-only = Contacts sans dossier
class-case = Dossiers clos
class-loose-mail = Courriers sans dossier
period-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
period-months = { $count ->
    [one] { $count } mois
   *[other] { $count } mois
}
erase-why-request = la personne le demande
erase-why-objection = la personne s’oppose au traitement
erase-why-mistake = saisi par erreur
refused-no-such-case = Aucun dossier ne porte cette référence.
refused-not-over = Ce dossier est encore en cours : clôturez-le d’abord.
refused-held = Ce dossier est conservé : levez d’abord la conservation.
refused-erased = Ce dossier est déjà effacé.
refused-not-the-same = Les deux références diffèrent.
refused-sure = Relisez la liste et cochez la case.
refused-nobody = Le centre ne garde rien sous ces indications.
done-erased = Le dossier est effacé. La preuve reste.
done-held = Le dossier est conservé.
done-lifted = La conservation est levée.
done-eliminated = Ce qui était échu est effacé ; la liste signée est ci-dessous.
erased-title = Dossier effacé
erased-when = Effacé { $when }. Il n’y a plus personne dans ce dossier.
erased-kept = Ce qui reste pour les chiffres
erased-category = Catégorie
erased-severity = Gravité
erased-department = Département
erased-received = Reçu
erased-closed = Clos
erased-proof = Chaque acte de ce dossier est toujours au journal et se vérifie comme avant.
subject-title = Ce que le centre garde de vous
subject-lead = { $count ->
    [0] Aucun dossier, seulement des appels inachevés.
    [one] { $count } dossier
   *[other] { $count } dossiers
}
subject-desk = Centre
subject-made-at = Établi le
subject-controller = Responsable
subject-data-protection-officer = Délégué à la protection des données
subject-purpose = Pourquoi
subject-readers = Qui lit
subject-kept-months-after-closing = Mois gardés après la clôture
subject-rights = Vos droits
subject-cases = Dossiers
subject-unfinished-calls = Appels inachevés
subject-reference = Référence
subject-state = État
subject-received = Reçu
subject-closed = Clos
subject-category = Catégorie
subject-confirmed-by-a-person = Confirmée par une personne
subject-severity = Gravité
subject-organisation = Organisation
subject-contact = Contact
subject-name = Nom
subject-phone = Téléphone
subject-email = Adresse électronique
subject-place = Lieu
subject-report = Signalement
subject-answers = Réponses
subject-agreement = Accord
subject-first-actions = Premiers gestes lus
subject-tasks = Tâches
subject-timeline = Fil
subject-providers-asked = Prestataires sollicités
subject-mail-sent = Courriers envoyés
subject-mail-received = Courriers reçus
action-backup-made = sauvegarde commencée
action-backup-finished = sauvegarde terminée
action-backup-restored = sauvegarde restaurée
action-erased = données effacées
action-hold-set = conservation décidée
action-hold-lifted = conservation levée
action-retention-run = données échues éliminées
action-subject-access-exported = données remises à la personne
action-read-incident = dossier consulté
action-read-export = données téléchargées
action-key-rotated = clé remplacée
