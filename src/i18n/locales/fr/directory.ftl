# Annuaire des prestataires : vie d’un prestataire, tableaux du superviseur, pages publiques.
providers-export = Exporter l’annuaire
provider-insurance = Assurance professionnelle
provider-listed = Visible dans l’annuaire public, à sa demande.
provider-may-be-asked = Peut être sollicité aujourd’hui.
provider-may-not-be-asked = Ne peut pas être sollicité :
condition-and-cure = { $what } : { $cure }
cure-not-vetted = le centre termine la vérification du dossier.
cure-label-expired = envoyez le renouvellement, ou faites retirer ce label.
cure-insurance-expired = envoyez l’attestation en cours.
cure-charter-missing = signez la charte du centre.
cure-no-address = donnez une adresse de courriel au centre.
cure-paused = la pause prend fin à sa date, ou sur demande.
cure-at-capacity = terminez une mission, ou faites augmenter votre capacité.
cure-rolling-cap = le compte des 30 derniers jours se libère de lui-même.
provider-evidence = Pièces vues
provider-no-evidence = Aucune pièce notée.
provider-evidence-add = Noter une pièce vue
provider-evidence-kind = Nature
provider-evidence-body = Ce qui a été vu
provider-evidence-send = Ajouter
evidence-label = label
evidence-insurance = assurance
evidence-charter = charte
evidence-identity = identité
evidence-reference = référence appelée
evidence-other = autre
provider-tie = Lien personnel
provider-tie-why = Quel lien avez-vous avec cette société ?
provider-tie-then = Sa vérification et son choix ne vous seront plus ouverts. Votre déclaration est conservée.
provider-tie-send = Déclarer ce lien
provider-tie-over = Ce lien a pris fin
refused-in-use = Impossible pour l’instant : { $offers } propositions ouvertes et { $assignments } missions en cours. Mettez d’abord le prestataire en pause, puis confiez ses missions à un autre.

# Champs
provider-field-code = identifiant
provider-field-company = société
provider-field-siret = SIRET
provider-field-profile = profil
provider-field-address = adresse
provider-field-contact = contacts
provider-field-territory = territoire
provider-field-skills = compétences
provider-field-labels = labels
provider-field-insurance-until = assurance
provider-field-charter-version = charte
provider-field-hours = horaires
provider-field-pauses = absences
provider-field-paused = pause
provider-field-capacity = capacité
provider-field-client-sizes = tailles de clients
provider-field-client-sectors = secteurs servis
provider-field-languages = langues
provider-field-conflicts = conflits d’intérêts
provider-field-vetting = date de revue
provider-field-email = courriel
provider-field-phone = téléphone
provider-field-postal-code = code postal
provider-field-commune = commune
provider-field-departments = départements
provider-field-radius-km = rayon (km)
provider-field-remote = à distance
provider-field-message = message

# Import
import-look = Voir ce qui changerait
import-preview = Ce qui changerait
import-would = { $added } nouveaux, { $changed } modifiés, { $same } inchangés. Rien n’est encore importé.
import-left-out = { $count ->
    [one] Une ligne fautive sera laissée de côté.
   *[other] { $count } lignes fautives seront laissées de côté.
}
import-added = Nouveaux
import-changed = Modifiés
import-vetting-kept = Un fichier ne change ni la vérification d’un prestataire connu, ni sa pause : ces décisions restent au centre.
import-again = Ce fichier est volumineux : choisissez-le de nouveau pour l’importer
import-clashes = { $count ->
    [one] Un SIRET appartient déjà à un autre prestataire : rien n’est importé.
   *[other] { $count } SIRET appartiennent déjà à d’autres prestataires : rien n’est importé.
}
import-clash = Le SIRET { $siret } est déjà celui de { $company }.
row-unknown-column = Cette colonne n’existe pas. Colonnes possibles : { $known }
row-repeated-column = Cette colonne figure deux fois.
row-missing-column = Cette colonne manque.
row-cell-count = { $found } cellules au lieu de { $expected } : un séparateur se trouve-t-il dans une cellule sans guillemets ?
row-empty = Ne doit pas être vide.
row-unknown-word = « { $word } » n’est pas connu. Valeurs possibles : { $allowed }
row-number = « { $value } » n’est pas un nombre entier de { $min } à { $max }.
row-decimal = « { $value } » n’est pas un nombre de { $min } à { $max }.
row-date = « { $value } » n’est pas une date comme 2026-01-31.
row-period-reversed = « { $value } » finit avant de commencer.
row-skill-shape = « { $value } » n’est pas une compétence avec son niveau, comme forensics:3.
row-label-shape = « { $value } » n’est pas un label avec ses dates, comme ExpertCyber:2026-01-31:2028-01-31.
row-repeated = « { $value } » figure deux fois.
row-yes-no = « { $value } » n’est ni oui ni non (yes, no).
row-siret = « { $value } » n’est pas un SIRET : quatorze chiffres, dont un de contrôle.
row-siren = « { $value } » n’est pas un SIREN : neuf chiffres.
row-email = « { $value } » n’est pas une adresse de courriel.
row-phone = « { $value } » n’est pas un numéro de téléphone.
row-department = « { $value } » n’est pas un code de département, comme 34, 2A ou 974.
row-postal-code = « { $value } » n’est pas un code postal français.
row-hours = « { $value } » ne se lit pas comme des horaires, par exemple mo-fr 09:00-12:30 14:00-18:00, ou 24/7.
row-half-a-point = La latitude et la longitude vont ensemble.
row-language = « { $value } » n’est pas un code de langue de deux lettres, comme fr.
row-radius-without-place = Un rayon demande un lieu : donnez lat et lon, ou un code postal avec sa commune.
row-too-long = Plus de { $max } caractères.
row-duplicate = « { $value } » figure déjà à la ligne { $first }.

# Échéances
renewals-title = Échéances
renewals-lead = Labels, assurances et revues qui arrivent à leur terme dans les 60 jours.
renewals-over = Échus
renewals-soon = Bientôt échus
renewals-what = Quoi
renewals-ends = Dernier jour
renewals-days = Jours restants
renewals-none = Rien.
renewals-note = Un label ou une assurance échus excluent le prestataire d’eux-mêmes ; il revient dès que le renouvellement est enregistré. Chacun est prévenu 60, 30 et 7 jours avant.

# Candidatures
applications-title = Candidatures
applications-lead = Des entreprises demandent à rejoindre l’annuaire. Acceptée, une candidature devient une fiche à vérifier ; rien n’est proposé avant.
applications-none = Aucune candidature en attente.
applications-then = Le motif est obligatoire pour refuser ; il est conservé.
applications-decided = Dernières décisions
application-accept = Accepter le dossier
application-refuse = Refuser
application-waiting = en attente
application-accepted = acceptée
application-refused = refusée
application-erased = effacée
application-known = Cette candidature est déjà traitée, ou son SIRET est déjà dans l’annuaire.

# Dossiers sans prestataire
board-title = Dossiers sans prestataire
board-lead = La victime est d’accord, le doute est levé, et personne n’a encore la mission.
board-count = { $count ->
    [0] Aucun dossier
    [one] Un dossier
   *[other] { $count } dossiers
}
board-empty = Chaque dossier a son prestataire.
board-case = Dossier
board-what = Incident
board-where = Lieu
board-since = Attend depuis
board-asked = Sollicités
board-next = Ensuite
board-nobody-asked = personne encore
board-sent = { $count ->
    [one] une réponse attendue
   *[other] { $count } réponses attendues
}
board-available = { $count ->
    [one] un disponible
   *[other] { $count } disponibles
}
board-gone = { $count ->
    [one] un refus ou silence
   *[other] { $count } refus ou silences
}
board-held = { $count ->
    [one] une proposition attend l’ouverture
   *[other] { $count } propositions attendent l’ouverture
}
board-widened = recherche élargie : { $steps }
widening-should-haves = compétences souhaitées
widening-territory = territoire
widening-rolling-cap = part du mois
board-leaves = proposition à envoyer { $when }
board-expires = réponse attendue { $when }
board-choice = choix de la victime attendu { $when }
board-nothing = rien de prévu
board-note = « Rien de prévu » demande une personne : envoyez des propositions depuis le dossier, ou appelez.
plan-title = Plan d’ensemble
plan-provider = Prestataire
plan-eligible = Possibles
plan-act = Action
plan-nobody = personne
plan-ask = Solliciter pour { $reference }
plan-reason = Plan d’ensemble : plusieurs dossiers attendent en même temps.
plan-empty = Rien à planifier.

# Équité
fairness-title = Équité : { $month }
fairness-lead = Les propositions de chaque prestataire, à côté de ce qu’un tirage égal entre tous ceux qui pouvaient prendre chaque dossier lui aurait donné.
fairness-month-link = Équité du mois
fairness-month = Mois
fairness-csv = Télécharger (CSV)
fairness-cases = Missions confiées
fairness-offers = Propositions
fairness-index = Indice de Jain
fairness-index-note = 1 = chances égales
fairness-groups = Groupes à chances égales
fairness-group = Prestataires
fairness-able-for = Dossiers possibles
fairness-no-group = Aucun groupe : ce mois-ci, jamais deux prestataires n’ont pu prendre exactement les mêmes dossiers.
fairness-few = { $index } (peu de propositions)
fairness-by-name = Par nom
fairness-expected = Attendues
fairness-got = Missions
fairness-empty = Aucune mission confiée ce mois-ci.
fairness-note = L’ordre est alphabétique : ce rapport ne classe personne. Un écart sur un mois peut venir du hasard, des horaires ou des congés.
fairness-small = Sous 20 propositions par prestataire, l’indice d’un groupe ne permet pas de conclure. Les exercices ne comptent pas.

# Couverture
coverage-title = Couverture
coverage-lead = Combien de prestataires vérifiés servent chaque département, par compétence. Les congés et les agendas pleins n’y changent rien.
coverage-map = Carte
coverage-sentence = { $count ->
    [0] { $skill } : chaque département a quelqu’un.
    [one] { $skill } : un département n’a personne.
   *[other] { $skill } : { $count } départements n’ont personne.
}
coverage-cover = { $on_site } sur place, { $remote } à distance
coverage-key = Légende
coverage-key-nobody = personne
coverage-key-remote = à distance seulement
coverage-key-few = 1 ou 2 sur place
coverage-key-many = 3 sur place ou plus
coverage-gaps = Là où personne ne sert
coverage-no-gap = Aucun manque.
coverage-table = Toutes les compétences
coverage-table-how = Sur place + à distance seulement.
coverage-nobody = personne
coverage-empty = Aucun département dans le ressort.

# Page du prestataire
home-title = Mes propositions et missions
home-works-until = Ce lien fonctionne jusqu’à { $when }. Ne le transmettez à personne.
home-may-be-asked = Vous pouvez être sollicité aujourd’hui.
home-may-not-be-asked = Vous ne pouvez pas être sollicité pour l’instant :
home-missions = Missions
home-no-mission = Aucune mission.
home-offers = Propositions
home-no-offer = Aucune proposition.
home-call-now = appelez la victime maintenant
home-working = en cours
home-closed = terminée
home-taken-back = retirée
my-offer-held = à venir
my-offer-sent = attend votre réponse
my-offer-available = vous êtes disponible
my-offer-declined = vous avez décliné
my-offer-expired = sans réponse
my-offer-withdrawn = retirée
my-offer-chosen = retenue
my-offer-not-chosen = un autre a été retenu
home-leave = Absence
home-leave-hint = Pendant une absence, aucune proposition ne vous parvient et rien ne compte contre vous. Les missions en cours continuent.
home-until-wrong = Indiquez le dernier jour de votre absence, à partir d’aujourd’hui et d’ici un an.
home-leave-send = Me mettre en pause
home-away = Vous êtes en pause jusqu’au { $until } inclus.
home-back = Je suis de retour
home-file = Mon dossier
home-file-mend = Une donnée est fausse, un label est renouvelé ? Écrivez ou appelez : une personne du centre vérifie et corrige.
home-listing = Annuaire public
home-listed = Votre entreprise est visible de tous dans l’annuaire public.
home-not-listed = Votre entreprise n’apparaît pas dans l’annuaire public. Y figurer ne change rien aux propositions que vous recevez.
home-list = Apparaître dans l’annuaire
home-unlist = Ne plus apparaître
done-home = C’est enregistré.
door-title = Espace prestataire
door-lead = Indiquez l’adresse que le centre connaît : nous y envoyons un lien vers vos propositions, vos missions et votre dossier. Aucun mot de passe.
door-email = Adresse de courriel de l’entreprise
door-email-missing = Indiquez une adresse de courriel.
door-send = Recevoir un lien
door-sent = Regardez votre messagerie
door-sent-then = Si cette adresse est connue du centre, un lien vient de partir. Il fonctionne pendant 24 heures. Rien reçu ? Appelez-nous.

# Candidature
apply-title = Rejoindre l’annuaire
apply-lead = Vous aidez des entreprises, des communes ou des associations victimes d’attaques ? Ce formulaire demande une dizaine de minutes. Une personne du centre lit chaque candidature et vous rappelle.
apply-who = Votre entreprise
apply-company = Nom
apply-siret = SIRET
apply-siret-hint = Quatorze chiffres.
apply-profile = Profil
apply-profile-hint = Spécialiste : une expertise rare. Généraliste : beaucoup de clients. Jeune référence : une entreprise récente de la région.
apply-postal-code = Code postal
apply-commune = Commune
apply-email = Courriel pour les propositions
apply-phone = Téléphone
apply-on-call = Téléphone d’astreinte
apply-on-call-hint = Répondu jour et nuit ; laissez vide si vous n’en avez pas.
apply-where = Où et quand
apply-departments = Départements où vous vous déplacez
apply-radius = Ou dans un rayon de… (km)
apply-remote = À distance
apply-remote-yes = Nous travaillons aussi à distance
apply-hours = Horaires
apply-hours-hint = Par exemple : mo-fr 09:00-12:30 14:00-18:00, ou 24/7. Vide : ces heures de bureau.
apply-what = Ce que vous savez faire
apply-levels = 1 : connaît. 2 : pratique. 3 : fait référence.
level-0 = —
level-1 = 1, connaît
level-2 = 2, pratique
level-3 = 3, fait référence
apply-sizes = Tailles de clients (toutes si rien n’est coché)
apply-languages = Langues
apply-languages-hint = Deux lettres : fr, en, oc…
apply-capacity = Missions à la fois
apply-capacity-hint = Vide : une.
apply-proofs = Preuves
apply-proofs-hint = Le centre vous demandera les pièces. Un label échu exclut jusqu’à son renouvellement.
apply-label = Label { $number }
apply-label-name = Nom du label
apply-label-number = Numéro
apply-label-from = Du
apply-label-until = Au
apply-insurance = Assurance professionnelle jusqu’au
apply-message = Ce que nous devrions savoir
apply-charter = Charte
apply-charter-yes = Nous nous engageons à respecter la charte du centre : discrétion, devis avant travaux, pas de démarchage, effacement sur demande.
apply-data = Ces données servent à tenir l’annuaire. Une candidature refusée est effacée au bout de 90 jours.
apply-send = Envoyer la candidature
apply-sent = Merci, c’est reçu
apply-sent-then = Une personne du centre lit votre candidature et vous contacte. Vous n’avez rien d’autre à faire.
apply-missing-company = Indiquez le nom de l’entreprise.
apply-missing-siret = Indiquez le SIRET.
apply-missing-email = Indiquez une adresse de courriel.
apply-missing-phone = Indiquez un numéro de téléphone.
apply-missing-postal-code = Indiquez un code postal.
apply-missing-skills = Choisissez au moins une compétence.
apply-missing-departments = Dites où vous intervenez : un département, un rayon, ou à distance.
apply-missing-charter = L’engagement sur la charte est nécessaire.

# Annuaire public
directory-title = Annuaire des prestataires
directory-lead = Des entreprises de la région, vérifiées par le centre, qui souhaitent être connues. En cas d’attaque, appelez-nous d’abord : c’est gratuit.
directory-skill = Compétence
directory-department = Département
directory-search = Chercher
directory-count = { $count ->
    [0] Aucune entreprise ne correspond.
    [one] Une entreprise
   *[other] { $count } entreprises
}
directory-skills = Compétences
directory-labels = Labels
directory-phone = Téléphone
directory-email = Courriel
directory-order = L’ordre est tiré au sort chaque jour : aucune entreprise n’est mise en avant.
directory-neutral = Le centre vérifie les labels et l’assurance. Il ne garantit pas le travail et n’est pas partie au contrat : demandez un devis.
territory-radius = { $km } km autour de { $place }
footer-directory = Annuaire des prestataires

# Actes et auteurs
action-provider-added = Fiche créée
action-provider-imported = Importé
action-provider-changed = Fiche modifiée
action-provider-vetted = Vérifié
action-provider-paused = Mis en pause
action-provider-resumed = Reprise
action-provider-suspension-asked = Décision proposée
action-provider-suspended = Suspendu
action-provider-reinstated = Réintégré
action-provider-removed = Retiré de l’annuaire
action-provider-evidence-added = Pièce vue notée
action-provider-warned = Prévenu d’une échéance
action-provider-listed = Visible dans l’annuaire public
action-provider-unlisted = N’apparaît plus dans l’annuaire public
action-provider-applied = Candidature reçue
action-provider-application-decided = Candidature traitée
action-tie-declared = Lien personnel déclaré
action-link-issued = Lien envoyé
actor-command = ligne de commande
actor-desk = le programme
actor-visitor = formulaire public
actor-provider = le prestataire

# La fiche d’un prestataire, corrigée par un responsable.
card-edit = Corriger la fiche
card-title = Corriger la fiche de { $company }
card-lead = Chaque changement est gardé dans l’historique et compte dès la prochaine liste. L’agrément, la suspension et la pause se décident ailleurs.
card-who = L’entreprise
card-list-hint = Plusieurs : séparez-les par une virgule.
card-on-call-email = Courriel d’astreinte
card-on-call-hint = Répondu jour et nuit ; vide s’il n’y en a pas.
card-departments = Départements où elle se déplace
card-departments-hint = Codes séparés par une virgule : 12, 34, 48.
card-radius = Rayon autour de sa commune (km)
card-radius-hint = Vide : pas de rayon. Un rayon demande un code postal et une commune.
card-remote = Travaille aussi à distance
card-what = Ce qu’elle sait faire
card-conflicts = Conflits d’intérêts
card-conflicts-hint = SIREN des clients qu’elle ne peut pas servir, séparés par une virgule.
card-labels-hint = Pour retirer un label, videz sa ligne. Un label échu exclut jusqu’à son renouvellement.
card-label-issuer = Délivré par
card-label-scope = Portée
card-label-refused = Label { $number }, { $part } : { $reason }
label-part-name = nom
label-part-issuer = délivré par
label-part-number = numéro
label-part-scope = portée
label-part-from = du
label-part-until = au
label-number = n° { $number }
card-proofs = Assurance, charte, revue
card-charter = Version de la charte signée
card-review = Prochaine revue
card-save = Enregistrer la fiche
card-leave = Ne rien changer
card-changed-meanwhile = Quelqu’un a modifié cette fiche pendant votre saisie. Vérifiez vos valeurs, puis enregistrez de nouveau : elles remplaceront les siennes.
card-siret-taken = Un autre prestataire de l’annuaire a déjà ce SIRET.
done-provider-card = La fiche est à jour.
