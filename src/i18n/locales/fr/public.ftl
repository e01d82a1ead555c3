# Pages pour tout le monde. Vous, phrases courtes, aucun reproche.
skip-to-content = Aller au contenu
language-nav = Langue
exercise-banner = EXERCICE : rien de ce qui est ici n’est réel
footer-never = Nous ne demandons jamais de mot de passe, de code reçu par SMS ni de paiement.
footer-guides = Fiches réflexes
footer-recognise = Reconnaître nos appels
footer-method = Comment nous choisissons
footer-privacy = Vos données
footer-accessibility = Accessibilité
call-us = Appelez-nous
closed-until = Nous sommes fermés. Une personne vous lira { $when }.
closed-fallback = Si cela ne peut pas attendre :
copy = Copier ce texte
copied = Texte copié
answer-yes = Oui
answer-no = Non
answer-unknown = Je ne sais pas
form-optional = (facultatif)
form-refused-title = Il manque encore quelque chose
form-refused-kept = Tout ce que vous avez écrit est gardé. Complétez seulement ceci :
form-refused-short = À compléter
trouble-title = Nous n’avons pas pu enregistrer

# Durées
ago-now = à l’instant
ago = il y a { $length }
time-left = il reste { $length }
time-over = dépassé de { $length }
time-short = { $day }/{ $month } { $clock }
time-short-year = { $day }/{ $month }/{ $year }
hours-always = jour et nuit, tous les jours
hours-days = du { $from } au { $to }
hours-day = le { $from }
hours-range = de { $from } à { $to }
hours-and = { $first } et { $second }
length-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}

# Le formulaire
report-title = Signaler un incident
report-welcome = Vous êtes attaqué ? Nous vous aidons.
report-lead = Vous saurez tout de suite quoi faire, et une personne vous rappelle. C’est gratuit.
need-money = De l’argent est parti
need-money-more = virement détourné, faux fournisseur, carte ou compte vidé
need-screen = Écran bloqué ou rançon
need-screen-more = fichiers illisibles, message qui réclame de l’argent
need-danger = Quelqu’un est en danger
need-danger-more = une personne, des soins, une machine, l’eau, l’énergie
need-other = Autre chose
need-other-more = messagerie lue par un autre, site modifié, doute, question
report-other-device = N’utilisez pas l’ordinateur touché.
report-other-device-why = Prenez un téléphone ou un autre appareil : l’attaquant peut voir ce que vous y tapez.
report-individual = Vous êtes un particulier ? Le service national vous répond jour et nuit :
report-back = ← Revenir au choix
need-money-title = De l’argent est parti
need-screen-title = Écran bloqué ou rançon
need-danger-title = Quelqu’un est en danger
need-other-title = Que se passe-t-il ?
need-money-hint = Avec vos mots. Par exemple : « Notre fournisseur nous a envoyé un nouvel IBAN, nous avons payé vendredi. »
need-screen-hint = Avec vos mots. Par exemple : « Nos fichiers ne s’ouvrent plus et une page demande de l’argent. »
need-danger-hint = Avec vos mots : qui, où, quelle machine. Deux lignes suffisent.
need-other-hint = Avec vos mots. Par exemple : « Des clients reçoivent des courriels que je n’ai pas écrits. »
recall-title = À faire maintenant, avant le formulaire
recall-step-call = Appelez votre banque.
recall-step-call-why = Au numéro écrit sur votre carte ou votre contrat, jamais à celui d’un message reçu. Chaque minute compte.
recall-step-say = Dites ceci :
recall-step-say-words = Je demande le rappel immédiat d’un virement frauduleux. Contactez la banque du bénéficiaire pour bloquer l’argent.
recall-step-write = Écrivez-le aussi.
recall-step-write-where = Dans la messagerie de votre espace bancaire, depuis un autre appareil :
recall-text = Bonjour, je vous demande le rappel immédiat d’un virement frauduleux.
    Montant : … €
    Exécuté le : … à … h …
    Compte débité : …
    IBAN du bénéficiaire : …
    Virement instantané : oui / non
    Merci de contacter tout de suite la banque du bénéficiaire pour bloquer les fonds et de me confirmer par écrit l’heure de ma demande.
recall-step-police = Portez plainte.
recall-step-police-how = À la police ou à la gendarmerie, dès que possible : la banque et l’assurance la demanderont.
recall-then = Ensuite, remplissez ce qui suit : nous vous rappelons.
danger-title = À faire maintenant, avant le formulaire
danger-step-112 = Une vie est en jeu : appelez les secours.
danger-step-112-how = Le numéro d’urgence, gratuit, jour et nuit :
danger-step-machines = Une machine, l’eau, le chauffage ou l’énergie sont touchés ?
danger-step-machines-how = Passez en manuel avec le responsable du procédé. Ne débranchez rien sans lui.
danger-step-person = Quelqu’un ne va pas bien ?
danger-step-person-how = Restez avec cette personne. Écoute à toute heure, gratuite :
danger-step-us = Puis appelez-nous.
danger-step-us-how = C’est plus rapide que le formulaire :
screen-title = À faire maintenant, avant le formulaire
screen-step-unplug = Débranchez le câble réseau et coupez le Wi-Fi.
screen-step-unplug-how = Sauf si cet ordinateur commande une machine : voyez d’abord le responsable de cette machine.
screen-step-on = N’éteignez pas, n’effacez rien.
screen-step-on-why = La mémoire de l’ordinateur peut contenir de quoi vous aider.
screen-step-photo = Prenez l’écran en photo.
screen-step-photo-why = Avec votre téléphone : le message, les noms de fichiers bizarres, l’heure.
screen-step-pay = Ne payez pas, n’écrivez pas à l’attaquant.
screen-step-pay-why = Parlons-en d’abord. Rien ne garantit que payer rende vos fichiers.
report-short = Deux minutes. Vous pouvez répondre « je ne sais pas » à tout ; seuls sont nécessaires ce qui se passe, un nom, un code postal et un moyen de vous rappeler. Ce que vous tapez est gardé sur cet appareil tant que vous n’avez pas envoyé.
report-what = Ce qui se passe
report-description = Racontez
report-since = Depuis quand ?
since-now = C’est en train de se passer
since-today = Aujourd’hui
since-yesterday = Hier
since-week = Il y a quelques jours
since-before = Il y a plus longtemps
report-amount = Quel montant est parti, en euros ?
report-money-when = Quel jour, à quelle heure ?
report-money-when-hint = Par exemple : vendredi vers 16 h
report-money-bank = Votre banque
report-money-iban = IBAN qui a reçu l’argent
report-money-iban-hint = Il est sur l’ordre de virement. Il peut aider d’autres victimes.
report-money-instant = Était-ce un virement instantané ?
report-bank-called = Avez-vous déjà joint la banque ?
report-ongoing = Est-ce que cela continue en ce moment ?
report-ongoing-hint = De nouveaux fichiers touchés, des messages qui partent, quelqu’un qui bouge la souris…
report-ransom = Demande-t-on une rançon ?
report-machines = L’informatique touchée commande-t-elle des machines ?
report-machines-hint = Production, eau, chauffage, soins, ascenseur, contrôle d’accès…
report-money-moved = De l’argent est-il parti ?
report-who = Vous et votre lieu
report-organisation = Entreprise, mairie ou association
report-kind = De quelle sorte ?
report-postal-code = Code postal
report-postal-code-hint = Cinq chiffres : il nous dit quels prestataires sont près de vous.
report-commune = Laquelle de ces communes ?
report-size = Combien de personnes y travaillent ?
report-siret = Numéro SIRET
report-siret-hint = Quatorze chiffres, si vous l’avez sous la main.
report-contact = Vous rappeler
report-name = Votre nom
report-way-back = Un téléphone ou un courriel : l’un des deux suffit.
report-phone = Téléphone
report-phone-hint = De préférence un portable qui n’est pas touché. Nous appelons, nous n’envoyons pas de lien par SMS.
report-email = Adresse de courriel
report-email-read = L’attaquant peut-il lire cette boîte ?
report-email-read-hint = Si oui ou si vous ne savez pas, nous n’y écrirons rien de précis : nous vous appellerons.
report-consent = Votre accord
report-consent-ask = Pouvons-nous décrire votre cas à des prestataires de confiance ?
report-consent-hint = D’abord sans votre nom. Vos coordonnées ne vont qu’à celui qui est retenu. Vous pouvez changer d’avis à tout moment.
report-consent-yes = Oui, cherchez quelqu’un
report-consent-no = Non, conseillez-moi seulement
report-consent-unknown = Je préfère vous parler d’abord
report-privacy = Nous gardons ce que vous écrivez pour vous aider, rien d’autre.
report-privacy-link = Qui lit, combien de temps, vos droits
report-send = Envoyer mon signalement
report-send-then = La page suivante vous dit quoi faire et quand nous vous rappelons.
pot-label = Laissez ce champ vide

# La réponse
answer-title = Signalement reçu
answer-heading = Nous avons votre signalement
answer-next = Ce qui se passe maintenant
answer-reference = Votre référence
answer-words = Vos deux mots
answer-words-why = Quand nous appelons, nous disons ces deux mots les premiers. Si l’on ne vous les dit pas, raccrochez et rappelez-nous au numéro de cette page.
answer-mail-sent = Une confirmation part à { $address }.
answer-mail-unsafe = Cette boîte n’est peut-être pas sûre : nous n’y écrirons rien de précis. Nous vous appelons.
answer-call-us = Votre signalement est bien enregistré. Nous préférons vous entendre avant de vous écrire : appelez-nous et donnez cette référence.
answer-mail-none = Notez la référence et les deux mots, ou prenez cette page en photo.
answer-tracking = Suivre mon dossier
answer-tracking-why = Gardez cette adresse pour vous : elle ouvre votre dossier. Ouvrez-la sur un appareil qui n’est pas touché.
answer-undecided = Un opérateur relit votre signalement. En attendant, voici ce qui ne peut pas nuire.
answer-teams = Dites à vos équipes
advice-actions = À faire maintenant
advice-then = Ensuite
advice-never = À ne pas faire
advice-evidence = À garder
advice-deadlines = Les délais de la loi
advice-deadlines-basis = D’après ce que vous nous avez dit. Une personne du centre vérifie avec vous.
deadline-who = Qui agit :
deadline-proposed = À confirmer.
deadline-running = Le temps court.
deadline-met = C’est fait.
deadline-passed = Le délai est passé.

# Connexion
sign-in-title = Connexion au poste
sign-in-login = Identifiant
sign-in-password = Mot de passe
sign-in-code = Code à six chiffres
sign-in-code-hint = De votre application d’authentification, ou un code de secours.
sign-in-send = Se connecter
sign-in-help = Mot de passe perdu : adressez-vous à votre administrateur. Nous n’envoyons pas de lien.
sign-in-demo = Comptes de démonstration
sign-in-role = Rôle

# Suivi
track-title = Mon dossier
track-next = La suite
track-path = Étapes du dossier
track-step-done = fait :
track-choose-go = Choisir maintenant
track-provider = Qui vous aide
track-provider-words = Quand cette personne appelle, elle dit d’abord « { $words } ».
track-not-called = Personne ne m’a appelé
track-not-called-then = Nous sommes prévenus tout de suite et nous relançons.
track-choose = Choisissez qui vous aide
track-choose-until = Avant { $when }. Sans réponse, nous vous appelons.
track-choose-desk-soon = Vous nous avez demandé de choisir : nous le faisons dès que possible. Vous pouvez encore choisir vous-même.
track-choose-soon = Vous pouvez choisir dès maintenant ; sinon, nous vous appelons.
track-choose-desk-until = Vous nous avez demandé de choisir : nous le faisons avant { $when }. Vous pouvez encore choisir vous-même.
track-choose-neutral = L’ordre est tiré au sort. Nous ne choisissons pas, sauf si vous le demandez ; nous ne garantissons pas et nous ne sommes pas partie au contrat : demandez un devis.
track-choose-desk = Choisissez pour moi
track-choose-desk-then = Une personne du centre choisit parmi ceux qui sont disponibles, et vous le dit.
track-choose-none = Aucun ne me convient
track-choose-none-then = Nous cherchons d’autres prestataires.
track-choose-insured = Vous êtes assuré ? Appelez d’abord votre assureur.
track-choose-not-told = Vous êtes assuré : appelez d’abord votre assureur, avant de choisir.
track-choose-told = Vous êtes assuré : voyez d’abord avec votre assureur, qui a peut-être ses propres experts.
track-way-in = Votre prestataire informatique habituel est peut-être la voie d’entrée. Ne lui remettez rien avant une vérification : ni accès, ni machine, ni mot de passe.
track-choose-send = Confirmer mon choix
track-asked = Qui a été sollicité
track-messages = Nous écrire
track-message = Votre message
track-message-hint = Un fait nouveau, une question. N’écrivez jamais de mot de passe.
track-message-send = Envoyer
track-rights = Vos droits et vos données
track-rights-more = Vous pouvez lire ce que nous gardons, le corriger, le faire effacer.
track-withdraw = Retirer mon accord
track-withdraw-then = Plus rien ne part à un prestataire, et celui qui a votre dossier doit l’effacer.
track-proof = Sceau de votre dossier :
survey-title = Une minute pour nous dire
survey-helped = Avons-nous été utiles ?
survey-working = Votre activité a-t-elle repris ?
survey-text = Ce qui a manqué
survey-send = Envoyer
claim-title = Ouvrir mon dossier
claim-code = Votre code
claim-code-hint = Celui que nous vous avons lu ou écrit.
claim-proof = Les quatre derniers chiffres de votre téléphone
claim-proof-hint = Ou, si vous n’avez donné qu’une adresse, ses quatre premières lettres.
claim-send = Ouvrir
claim-limit = Après cinq essais, cette page se ferme : appelez-nous.
claim-wrong = Ce n’est pas ce qui nous a été donné. Vérifiez le numéro ou l’adresse, ou appelez-nous.

# Nous reconnaître
recognise-title = Reconnaître nos appels et nos messages
recognise-lead = Des escrocs se font passer pour des secours. Voici comment savoir que c’est bien nous.
recognise-call-title = Quand nous appelons
recognise-call-1 = Nous disons d’abord vos deux mots, ceux de votre page de réponse.
recognise-call-2 = Un doute ? Raccrochez et rappelez-nous au numéro de cette page.
recognise-mail-title = Quand nous écrivons
recognise-mail-1 = L’objet porte votre référence, jamais ce qui vous arrive.
recognise-mail-2 = Le lien ouvre votre dossier sur ce site, et aucun autre.
recognise-never-title = Ce que nous ne faisons jamais
recognise-never-1 = Nous ne demandons ni mot de passe, ni code reçu par SMS, ni numéro de carte, ni paiement.
recognise-never-2 = Nous ne demandons pas d’installer un logiciel pour prendre la main sur votre ordinateur.
recognise-provider-title = Quand un prestataire appelle
recognise-provider-1 = Il dit deux autres mots, ceux de votre page de suivi. Sans eux, ne dites rien et appelez-nous.
recognise-doubt-title = Quelqu’un s’est fait passer pour nous ?
recognise-doubt-1 = Dites-le-nous : cela protège les suivants.

# Vos données
privacy-title = Vos données
privacy-lead = Ce que nous gardons, pourquoi, combien de temps, et ce que vous pouvez demander.
privacy-who-title = Qui répond de vos données
privacy-controller = Responsable
privacy-officer = Délégué à la protection des données
privacy-why-title = Pourquoi
privacy-why-1 = Pour vous conseiller, trouver qui peut vous aider et suivre votre dossier : c’est une mission d’intérêt public.
privacy-why-2 = Vos coordonnées ne vont à un prestataire qu’avec votre accord, et seulement à celui qui est retenu.
privacy-readers-title = Qui lit
privacy-readers-1 = Les personnes du centre qui suivent votre dossier.
privacy-readers-2 = Le prestataire retenu, et lui seul, avec votre accord.
privacy-readers-3 = Personne d’autre : aucune mesure d’audience, aucun service tiers sur ces pages.
privacy-kept-title = Combien de temps
privacy-kept-1 = Passé ce délai, tout est effacé.
privacy-proof-title = Ce qui reste après l’effacement
privacy-proof-1 = Le journal garde la preuve que des actes ont eu lieu, sans votre nom ni vos mots.
privacy-rights-title = Vos droits
privacy-rights-1 = Lire, corriger, faire effacer, limiter, vous opposer, retirer votre accord à tout moment.
privacy-rights-2 = Écrivez au délégué ci-dessus. Sans réponse satisfaisante, vous pouvez saisir la CNIL.

# Accessibilité
accessibility-title = Accessibilité
accessibility-lead = Ces pages doivent servir à tous, sur un téléphone, au clavier, avec une synthèse vocale.
accessibility-state-title = État de conformité
accessibility-state-1 = { $desk } vise la conformité au référentiel général d’amélioration de l’accessibilité (RGAA 4.1) et aux règles WCAG 2.2, niveau AA.
accessibility-state-2 = Des essais automatiques sont passés sur chaque page, dans les deux langues, en clair et en sombre. Aucun audit par un tiers n’a encore eu lieu : nous déclarons donc une conformité partielle.
accessibility-gaps-title = Ce qui manque encore
accessibility-gaps-1 = Nous ne connaissons pas de défaut à ce jour. Dites-nous si vous en trouvez un.
accessibility-tell-title = Nous le dire
accessibility-tell-1 = Si quelque chose vous arrête, appelez-nous ou écrivez-nous : nous ferons la démarche avec vous.
accessibility-tell-2 = Sans réponse de notre part, vous pouvez saisir le Défenseur des droits.
accessibility-defender = Défenseur des droits

# Méthode
method-title = Comment nous choisissons à qui nous proposons votre cas
method-lead = Un service public ne favorise personne. Voici toutes les règles.
method-vetting-title = Qui peut être sollicité
method-vetting-1 = Des prestataires dont nous avons vérifié l’identité, l’assurance, les labels et la charte.
method-vetting-2 = Un label expiré écarte aussitôt. Écarter ou réintégrer demande deux personnes.
method-hard-title = Les conditions
method-hard-1 = N’est pas sollicité un prestataire qui se trouve dans l’un de ces cas, et nous notons lequel :
method-score-title = Le rang
method-score-1 = Entre ceux qui remplissent les conditions, une somme pesée, dont chaque part est montrée et gardée :
method-score-2 = La rotation donne, avec le temps, les mêmes chances à ceux qui se valent, nouveaux compris. Les égalités se départagent par un tirage que nul ne peut prévoir et que chacun peut refaire.
method-offer-title = La proposition
method-offer-1 = Trois prestataires à la fois, sans dire qui vous êtes.
method-offer-2 = Ne pas répondre hors de ses heures, être complet ou en conflit, ou n’être pas retenu, ne compte contre personne. Un autre refus, ou un silence, compte comme un tour.
method-offer-3 = Si personne ne peut, nous élargissons par étapes notées, et un responsable est prévenu.
method-times-title = Les délais et les parts
method-times-1 = Passé son délai, le suivant est sollicité ; une réponse tardive compte tant que personne n’a le cas.
method-times-critical = Cas critique : réponse du prestataire en { $answer } à son astreinte, jour et nuit ; votre choix en { $choice } ; son premier appel en { $contact }.
method-times-high = Cas grave : réponse en { $answer } de ses heures d’ouverture ; votre choix en { $choice } ; son premier appel en { $contact }.
method-times-other = Autres cas : réponse en { $answer } de ses heures d’ouverture, ou { $days ->
    [one] un jour ouvert
   *[other] { $days } jours ouverts
} si rien ne presse ; votre choix en { $choice } de nos heures d’ouverture ; son premier appel en { $contact ->
    [one] un jour ouvré
   *[other] { $contact } jours ouvrés
}.
method-times-cap = Un prestataire n’a jamais plus de missions à la fois qu’il n’en a annoncé, ni plus de { $count } en trente jours, sauf s’il en a annoncé davantage ou si personne d’autre ne peut.
method-choice-title = Le choix
method-choice-1 = Vous choisissez parmi ceux qui sont disponibles, dans un ordre tiré au sort, sans note ni classement.
method-choice-2 = Votre prestataire habituel et votre assureur passent d’abord, si vous le voulez.

# Fiches réflexes
guides-title = Fiches réflexes
guides-lead = Que faire, tout de suite, selon ce qui vous arrive.
guide-back = ← Toutes les fiches
guide-report = Signaler, être rappelé
guide-version = Version de la fiche : { $version }
