# Ce qui ne va pas dans un champ, dit à côté du champ ; ce qui a été saisi reste affiché.
field-description-missing = Dites-nous ce qui se passe, avec vos mots. Une phrase suffit.
field-description-too-long = Ce texte est trop long (plus de 131 000 caractères). Gardez l’essentiel, vous pourrez joindre le reste.
field-name-missing = Indiquez un nom, pour savoir qui demander.
field-way-back-missing = Indiquez un téléphone ou un courriel, pour que nous puissions vous répondre.
field-too-long = C’est trop long pour ce champ : 200 caractères au plus.
field-postal-code-missing = Indiquez votre code postal, pour trouver de l’aide près de chez vous.
field-postal-code-shape = Un code postal français a cinq chiffres, par exemple 12400.
field-postal-code-unknown = Aucun département ne commence par ces chiffres. Vérifiez le code postal.
field-commune = Cette commune n’a pas ce code postal. Vérifiez l’un ou l’autre, ou laissez la commune vide.
field-siret-length = Un SIRET a quatorze chiffres. Vous pouvez laisser ce champ vide.
field-siret-is-siren = C’est un SIREN (neuf chiffres). Le SIRET a cinq chiffres de plus ; vous pouvez laisser ce champ vide.
field-siret-checksum = Ce SIRET contient une erreur : un chiffre est faux, ou deux sont inversés. Vous pouvez laisser ce champ vide.
field-siret-digits = Un SIRET ne contient que des chiffres.
field-kind = Choisissez un type d’entité de la liste.
field-size = Choisissez une taille de la liste.
field-sector = Indiquez la lettre de la section NAF, de A à V.
field-phone = Ce numéro ne semble pas exact. Écrivez-le comme 05 36 49 12 34, ou avec l’indicatif du pays : +34 931 23 45 67.
field-phone-short = Nous ne pouvons pas rappeler un numéro court. Indiquez un numéro complet.
field-phone-extension = Indiquez ici le numéro seul, et le poste dans votre texte.
field-email = Cette adresse ne semble pas exacte. Elle ressemble à nom@exemple.fr.
field-email-safe = Répondez par oui, non ou je ne sais pas.
field-time-shape = Nous ne reconnaissons pas cette date. Écrivez-la comme 22/11/2026 14:00, ou laissez vide.
field-time-reversed = La fin est avant le début.
field-time-future = Cette date est dans l’avenir.
field-lang = Indiquez la langue par deux lettres, par exemple fr.
field-fact-id = Cette question n’existe pas.
field-fact-value = Cette réponse n’est ni un mot ni un nombre.
field-facts-too-many = Trop de réponses : 200 au plus.
field-unknown = Ce champ n’existe pas.
field-own-supplier = Demandez si un prestataire informatique habituel s’en charge : la réponse va avec l’accord.
field-type-object = Un objet est attendu ici.
field-type-text = Un texte est attendu ici.
field-type-boolean = true ou false est attendu ici.

# Ce qu’il faut savoir sur la lecture du signalement.
remark-controls-left-out = Des caractères illisibles ont été retirés du texte.
remark-cedex = C’est un code CEDEX : nous connaissons le département. Dans quelle commune êtes-vous ?
remark-several-communes = Plusieurs communes ont ce code postal. Laquelle est la vôtre ?
remark-two-departments = Ce code postal est partagé entre deux départements. Dans quelle commune êtes-vous ?

# Ce qui remplace, dans un texte, un secret que personne ne doit conserver.
scrubbed-card = [numéro de carte masqué]
scrubbed-password = [mot de passe masqué]
scrubbed-code = [code masqué]
scrubbed-social-security = [numéro de sécurité sociale masqué]

# Pourquoi deux signalements sont peut-être le même.
duplicate-same-siret = même SIRET
duplicate-same-phone = même téléphone
duplicate-same-email = même courriel
duplicate-same-name = même nom, même code postal
duplicate-same-text = presque le même texte
duplicate-similar-words = des mots proches
duplicate-short-time-apart = à peu de temps d’écart
