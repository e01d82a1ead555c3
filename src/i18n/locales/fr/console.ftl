# Le poste des opérateurs
console-name = Vigie
console-nav = Rubriques
nav-queue = File
nav-alarms = Alertes
nav-providers = Prestataires
nav-playbooks = Fiches réflexes
nav-dashboard = Chiffres
nav-audit = Journal
nav-users = Comptes
nav-new-call = Nouvel appel
nav-calls = Appels en cours
nav-keys = Raccourcis clavier
nav-dev-mail = Courriels de la démonstration
nav-dev-ui = Galerie des pages
nav-sign-out = Se déconnecter
close = Fermer
all = tout
priority = Priorité
keys-title = Raccourcis clavier
keys-help = cette aide
keys-search = chercher
keys-new-call = nouvel appel
keys-rows = dossier suivant, précédent
keys-off = Désactiver les touches d’une seule lettre
keys-answers = répondre oui, non, ne sait pas à la question
keys-ticks = cocher l’action lue
keys-park = mettre l’appel en attente
keys-finish = terminer l’appel

# File
queue-title = File des dossiers
queue-count-more = Plus de { $count } dossiers
queue-count = { $count ->
    [0] Aucun dossier
    [one] { $count } dossier
   *[other] { $count } dossiers
}
queue-views = Vues
queue-search = Chercher
queue-search-hint = mots, référence, téléphone, commune
queue-filter-state = État
queue-filter-severity = Gravité
queue-filter-category = Catégorie
queue-filter-department = Département
queue-filter-owner = Suivi par
queue-sort = Trier par
queue-sort-deadline = échéance
queue-sort-priority = priorité
queue-sort-newest = arrivée
queue-apply = Afficher
queue-machine = Peut-être un automate
queue-machines-why = Ces signalements portent les signes d’un envoi automatique. Aucun n’est perdu, et personne n’a reçu de message : rappelez avant d’écarter. Dès que le doute est levé, le dossier rejoint les autres.
queue-empty = Rien ici pour l’instant.
queue-empty-more = Changez les filtres, ou prenez un appel.
queue-fresh = nouveau
queue-owner = suivi par { $name }
queue-no-owner = personne encore
queue-looking = { $name } le regarde
queue-more = Dossiers suivants

# Appel
call-title = Appel
call-save = Enregistrer
call-anchors = Qui, où, comment rappeler
call-timer = Durée de l’appel
call-who = Qui
call-who-hint = prénom et nom
call-where = Où
call-where-hint = code postal
call-what = Quoi
call-back-number = Rappel
call-saving = Enregistrement…
call-saved = Tout est enregistré
call-saved-here = Réseau absent : gardé sur ce poste
call-known = Appelant reconnu
call-known-sure = Déjà connu : { $name }.
call-known-maybe = Peut-être { $name }.
call-known-proves-nothing = Un numéro ne prouve rien : ne parlez pas des dossiers passés avant le rappel.
call-safety = D’abord, la sécurité
safety-machines = Personnes ou machines en danger ?
safety-money = Argent en train de partir ?
safety-ongoing = L’attaque continue ?
call-words = Ce que dit l’appelant
call-words-hint = cliente boulangerie Rodez, bal piratée, vir 32k parti vend., mdp changé
call-notice = Dit à l’appelant :
call-mood = L’appelant va mal, ou s’emporte
call-distress = Détresse :
call-distress-words = « Vous avez bien fait d’appeler. Ce n’est pas votre faute. On va prendre les choses une par une, je reste avec vous. » Écoute jour et nuit, gratuite : 3114.
call-angry = Colère :
call-angry-words = « Je comprends, c’est grave pour vous. Donnez-moi deux minutes, et vous saurez ce que nous faisons et quand. »
call-identity = Identité
call-sector = Activité
call-role = Rôle dans l’entité
call-agreement = Accord
call-own-supplier = Son prestataire informatique habituel s’en charge-t-il ?
call-insured = A-t-il une assurance cyber, et l’assureur est-il prévenu ?
supplier-answer-yes = oui, il s’en charge
supplier-answer-no = non, il n’en a pas
supplier-answer-unable = il en a un, qui ne peut pas, ne veut pas ou ne répond pas
supplier-answer-way-in = il en a un, par qui l’attaque est peut-être passée
supplier-way-in = Ce prestataire est peut-être la voie d’entrée. Dites :
supplier-way-in-words = Ne lui remettez rien avant une vérification : ni accès, ni machine, ni mot de passe.
insurer-answer-told = oui, et il est prévenu
insurer-answer-not-told = oui, pas encore prévenu
own-supplier-not-asked = Prestataire habituel : question pas encore posée.
own-supplier-none = Pas de prestataire informatique habituel.
own-supplier-unable = Le prestataire habituel ne peut pas ou ne veut pas s’en charger.
own-supplier-takes-it = Le prestataire habituel s’en charge : aucune proposition ne part.
own-supplier-may-be-the-way-in = Le prestataire habituel est peut-être la voie d’entrée : rien ne lui est remis avant une vérification.
insurer-not-asked = Assurance : question pas encore posée.
insurer-none = Pas d’assurance pour ce cas.
insurer-told = Assuré, et l’assureur est prévenu.
insurer-not-told = Assuré, mais l’assureur n’est pas encore prévenu.
insurer-unknown = Assurance : la victime ne sait pas.
case-tied = Vous avez déclaré un lien avec cette entreprise : un collègue décide de ce qui la concerne.
call-consent = Accord pour décrire le cas à des prestataires ?
call-consent-words = « D’abord sans votre nom ; vos coordonnées ne vont qu’à celui qui est retenu ; vous pouvez changer d’avis. »
call-classification = Ce que disent les mots
call-next-question = Question à poser
call-no-question = Plus de question utile.
call-asked = { $count ->
    [one] { $count } autre question
   *[other] { $count } autres questions
}
call-read-out = À lire à voix haute
call-no-action = Les premières actions viendront avec les mots.
call-deadlines = Délais à annoncer
call-deadline-said = annoncé à l’appelant
call-variants = Ce n’est peut-être pas un incident
call-end = Fin d’appel
call-again = Nous rappelons
call-end-say = Relisez la référence, les deux mots, trois choses à faire, l’heure du rappel.
call-finish = Terminer, chercher un prestataire
call-park = Mettre en attente
call-information = Simple information, clore
call-transfer = Transmettre ailleurs
call-discard = Faux appel
answer-unknown-short = Ne sait pas
class-nothing = Rien de reconnu pour l’instant : écrivez ce que vous entendez.
class-share = Part
class-for = pour :
class-against = contre :
class-set-aside = { $count ->
    [one] { $count } passage mis de côté
   *[other] { $count } passages mis de côté
}

# Dossier
add = Ajouter
case-severity-because = Gravité : { $why }
case-next = Prochaine chose à faire
case-take = Je m’en occupe
case-related = À rapprocher
case-may-repeat = Peut-être le même incident ({ $because })
case-doubt = Levée de doute
consent-said-yes = Dans le formulaire, la victime a répondu oui. Confirmez de vive voix, puis enregistrez.
consent-said-no = Dans le formulaire, la victime a répondu non. Redemandez-lui de vive voix.
case-machine = Ce signalement ressemble à un envoi automatique. Il peut venir d’une personne : rappelez avant de l’écarter.
machine-sign-hidden-field = Un champ que les visiteurs ne voient pas était rempli.
machine-sign-haste = Le formulaire est parti plus vite qu’une personne n’écrit.
machine-sign-flood = Beaucoup de signalements arrivaient, et le navigateur n’a pas fait le petit calcul demandé.
case-doubt-why = Avant toute proposition, une personne vérifie que l’appel est vrai.
case-reference = Référence
case-two-words = Les deux mots à dire
case-say-words = dites d’abord « { $words } »
case-doubt-how = Comment
case-doubt-note = Ce qui a été vérifié
case-doubt-open = Le doute n’est pas encore levé.
doubt-call-back = rappel au numéro donné
doubt-same-call = au cours de l’appel
doubt-partner = confirmé par un partenaire
doubt-on-site = constaté sur place
doubt-incident = C’est un incident
doubt-information = Simple information
doubt-not-incident = Sans incident
case-classification = Catégorie
case-category = Catégorie retenue
case-class-reason = Pourquoi, si vous changez
case-class-confirm = Confirmer
case-actions-save = Enregistrer ce qui a été lu
case-no-deadline = Aucun délai connu pour ce cas.
deadline-mark-met = C’est fait
deadline-confirm = Il s’applique
deadline-discard = Ne s’applique pas
case-agreement-record = Noter l’accord
case-agreement-change = Changer l’accord
case-agreement-say = Dites :
case-agreement-who = Qui l’a dit
case-agreement-how = De quelle façon
agreement-spoken = au téléphone
agreement-form = par le formulaire
agreement-mail = par courriel
case-agreement-send = Enregistrer l’accord
case-offers = Prestataires
case-no-offer = Aucune proposition pour ce dossier.
case-relaunch-why = Raison
relaunch-no-contact = personne n’a appelé la victime
relaunch-withdrew = le prestataire renonce
relaunch-victim = la victime le demande
case-relaunch = Retirer la mission et relancer
case-chosen-by = Choisi par
chosen-by-victim = la victime
chosen-by-operator = l’opérateur, à sa demande
case-choose = Confier à { $name }
case-spoken = Noter une réponse donnée au téléphone
case-spoken-by = Qui a répondu
case-spoken-note = Précisions
spoken-available = Disponible
spoken-declined = Décline
spoken-withdraw = Retirer la proposition
case-ask-others = Solliciter d’autres prestataires
case-nobody = Personne n’est disponible avec ces conditions. Élargissez, ou prévenez le responsable.
case-score = Rang expliqué : { $score }
case-send-offers = Envoyer les propositions
case-over = Dossier terminé
case-reopen = Rouvrir le dossier
case-reopen-send = Rouvrir, l’historique reste
case-contact-name = Nom
case-task-is-done = Fait :
case-more-candidates = { $count ->
    [one] { $count } autre prestataire possible
   *[other] { $count } autres prestataires possibles
}
case-override-why = Pourquoi, si vous en choisissez d’autres que les premiers
case-excluded = { $count ->
    [one] { $count } prestataire écarté, et pourquoi
   *[other] { $count } prestataires écartés, et pourquoi
}
case-excluded-caption = Prestataires écartés
case-excluded-why = Pourquoi
case-timeline = Fil du dossier
case-note = Ajouter une note
case-note-send = Ajouter la note
case-entered = noté { $when }
case-side = Contact, réponses, tâches, preuve
case-contact = Contact
case-facts = Réponses
case-tasks = Tâches
case-no-task = Aucune tâche en attente.
case-task-call = Appeler
case-task-done = Fait
case-task-new = Nouvelle tâche
call-end-then = Lisez trois choses à faire et l’heure du rappel. La référence et les deux mots s’affichent en terminant : dites-les avant de raccrocher.
deadline-proof = Preuve (numéro de dépôt, date)
case-delegated = Elle demande au centre de choisir pour elle
case-first-contact = Le prestataire et la victime se sont parlé
case-message = Écrire à la victime
case-message-text = Message
case-message-how = Il paraît sur sa page de suivi. Si sa boîte n’est pas sûre, une tâche d’appel est créée à la place du courriel.
case-message-send = Envoyer
case-duplicate = Doublon
case-duplicate-of = Référence du dossier déjà ouvert
case-duplicate-send = Rattacher
case-end = Fin du dossier
case-transfer = Transmettre ailleurs
case-transfer-to = À qui
case-why = Pourquoi
case-transfer-send = Transmettre
case-close = Clore
case-close-how = Comment il se termine
case-close-note = Ce qui a été fait
case-close-send = Clore le dossier
case-unfinished = Reste à faire :
case-proof = Preuve
case-proof-open = Lire le journal de ce dossier

# Prestataires
providers-title = Prestataires
providers-count = { $count ->
    [0] Aucun prestataire
    [one] { $count } prestataire
   *[other] { $count } prestataires
}
providers-search = Chercher un prestataire
providers-import = Importer un fichier
providers-empty = Aucun prestataire ne correspond.
providers-more = Prestataires suivants
providers-filter-skill = Compétence
providers-filter-vetting = Vérification
provider-company = Société
provider-place = Lieu
provider-skills = Compétences
provider-vetting = Vérification
provider-labels = Labels
provider-load = Missions
provider-card = Fiche
provider-no-label = Aucun label enregistré.
provider-missions = Missions en cours
provider-no-mission = Aucune mission en cours.
provider-history = Historique
provider-acts = Actions sur ce prestataire
provider-tied = Vous avez déclaré un lien avec cette société : sa vérification et son choix ne vous sont pas ouverts.
provider-vet-choose = Choisir…
provider-vet-to = Nouvel état
provider-vet-two = Suspendre, réintégrer ou retirer demande une seconde personne.
provider-vet-send = Enregistrer
provider-pause = Pause
provider-pause-until = Jusqu’au
provider-pause-then = Prend effet tout de suite : les propositions ouvertes sont retirées, chaque mission devient une tâche.
provider-pause-send = Mettre en pause
provider-resume = Reprendre
provider-figures = Chiffres
standing-valid = valable
standing-soon = expire bientôt
standing-over = expiré
vetting-applicant = candidat
vetting-vetted = vérifié
vetting-suspended = suspendu
vetting-removed = retiré
profile-specialist = spécialiste
profile-volume = généraliste
profile-pioneer = jeune référence
import-title = Importer des prestataires
import-file = Fichier CSV
import-file-hint = Séparateur virgule ou point-virgule, UTF-8 ou Windows-1252, avec la ligne de titres.
import-keep-good = Reprendre les lignes justes même si d’autres sont refusées
import-send = Vérifier et importer
import-problems = { $count ->
    [one] { $count } ligne à corriger
   *[other] { $count } lignes à corriger
}
import-line = Ligne
import-column = Colonne
import-problem = Ce qui ne va pas

# Pourquoi un prestataire est écarté
condition-invalid-row = ligne illisible dans le fichier
condition-not-vetted = pas encore vérifié
condition-label-missing = label exigé absent
condition-label-expired = label expiré
condition-insurance-expired = assurance expirée
condition-charter-missing = charte non signée
condition-skill-missing = compétence exigée absente
condition-out-of-territory = ne dessert pas ce lieu
condition-place-unknown = lieu inconnu
condition-paused = en pause
condition-at-capacity = complet
condition-rolling-cap = a déjà eu sa part de missions ce mois-ci
condition-conflict-of-interest = conflit d’intérêts
condition-client-size-not-served = ne sert pas cette taille d’entité
condition-sector-not-served = ne sert pas ce secteur
condition-language = aucune langue en commun
condition-already-declined = a déjà décliné
condition-already-asked = déjà sollicité
condition-no-address = aucune adresse de courriel
condition-closed-now = fermé, sans astreinte

# Activités (NAF)
sector-A = Agriculture, forêt, pêche
sector-B = Mines et carrières
sector-C = Industrie
sector-D = Électricité, gaz
sector-E = Eau, déchets
sector-F = Construction
sector-G = Commerce, réparation de véhicules
sector-H = Transport, entreposage
sector-I = Hôtels et restaurants
sector-J = Information et communication
sector-K = Finance et assurance
sector-L = Immobilier
sector-M = Conseil, sciences et techniques
sector-N = Services administratifs
sector-O = Administration publique
sector-P = Enseignement
sector-Q = Santé et action sociale
sector-R = Arts et loisirs
sector-S = Autres services
sector-T = Ménages employeurs
sector-U = Organismes internationaux

# Journal
audit-title = Journal des actes
audit-lead = Chaque acte y est inscrit et scellé. Personne ne peut le changer sans que cela se voie.
audit-search = Filtrer le journal
audit-subject = Dossier ou objet
audit-action = Acte
audit-actor = Par
audit-when = Quand
audit-hash = Empreinte
audit-empty = Aucun acte ne correspond.
audit-more = Actes plus anciens
audit-verify = Vérifier
audit-verify-why = Recalcule toutes les empreintes et compare au dernier scellé.
audit-verify-now = Vérifier maintenant
audit-head-size = Actes scellés
audit-head-signed = Signé
audit-head-root = Racine
audit-checkpoint = Dernier scellé publié

# Comptes
users-title = Comptes
users-name = Nom
users-second = Second facteur
users-last = Dernière visite
users-acts = Actions
users-disabled = désactivé
users-reset = Nouveau mot de passe
users-factor-reset = Retirer le second facteur
users-role-change = Changer
users-enable = Réactiver
users-disable = Désactiver
users-new = Ajouter un compte
users-secret-once = Notez-le maintenant : il ne sera plus montré.

# Fiches réflexes
playbooks-title = Fiches réflexes
playbooks-set = jeu en service : { $hash }
playbooks-try = Essayer une phrase
playbooks-sentence = Ce que dirait un appelant
playbooks-try-send = Classer
playbook-summary = Résumé
playbook-signals = Indices
playbook-examples = Exemples
playbook-public = Lire comme le public
playbook-questions = Questions
playbook-match = Doivent être reconnus
playbook-not = Ne doivent pas l’être

# Chiffres
dashboard-title = Chiffres
dashboard-number = Nombre
dashboard-small = Les cases de moins de cinq sont masquées dans tout ce qui sort du centre.

# Alertes
alarms-title = Alertes
alarms-none = Aucune alerte. Tout est suivi.
alarm-acknowledge = Je m’en charge

# Démonstration
dev-mail-title = Courriels de la démonstration
dev-mail-lead = Rien n’est envoyé : chaque courriel est gardé ici.
dev-mail-none = Aucun courriel pour l’instant.
dev-mail-back = ← Tous les courriels
dev-mail-text = Texte
gallery-title = Galerie
gallery-lead = Le langage visuel de Vigie, puis chaque page avec des données inventées.
gallery-type = Typographie
gallery-colours = Couleurs
gallery-buttons = Boutons
gallery-fields = Champs
gallery-states = États
gallery-icons = Icônes
gallery-pages = Pages
