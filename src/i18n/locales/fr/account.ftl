# Le compte de chacun : sessions, mot de passe, second facteur.
sign-in-code-title = Code de connexion
sign-in-code-lost = Téléphone perdu : saisissez ici l’un de vos codes de secours. Plus de codes non plus : votre administrateur peut retirer le second facteur.
sign-in-again = Revenir à l’identifiant et au mot de passe
sign-in-wait = { $count ->
    [one] Trop d’essais depuis cet appareil. Réessayez dans une minute.
   *[other] Trop d’essais depuis cet appareil. Réessayez dans { $count } minutes.
}
account-title = Mon compte
account-sessions = Où je suis connecté
account-sessions-why = Une session se ferme après huit heures sans activité, et après seize heures dans tous les cas. Si vous ne reconnaissez pas un appareil, fermez sa session et changez votre mot de passe.
account-this-browser = ce navigateur
account-agent-unknown = Appareil inconnu
account-session-since = connecté { $when }
account-session-seen = vu { $when }
account-session-end = Fermer
account-sessions-end = Fermer toutes les autres sessions
account-factor = Second facteur
account-factor-why = Un mot de passe se vole ou se devine. Le code de votre téléphone, lui, change toutes les trente secondes.
account-factor-since = En place depuis { $when }.
account-factor-set = Mettre en place le second facteur
account-factor-first = Votre rôle demande un second facteur. Mettez-le en place maintenant : le reste du poste s’ouvre aussitôt après.
account-factor-needed = Votre rôle demande un second facteur : il ne peut pas être retiré, seulement remplacé par votre administrateur.
account-factor-remove = Retirer le second facteur
account-factor-remove-why = Vos autres sessions se fermeront, et vos codes de secours ne vaudront plus rien.
account-factor-confirm = Confirmer
account-step-app = Ouvrez une application d’authentification sur votre téléphone.
account-step-app-which = Toute application qui lit les codes TOTP convient, par exemple FreeOTP+, Aegis ou celle de votre gestionnaire de mots de passe.
account-step-scan = Scannez cette image.
account-picture = Image à scanner avec l’application ; la clé à saisir est écrite dessous
account-step-type = Ou saisissez cette clé dans l’application :
account-step-confirm = Recopiez le code que l’application affiche.
account-code = Code
account-code-hint = Six chiffres de l’application, ou un code de secours.
account-code-now = Celui que l’application affiche maintenant.
account-code-wrong = Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant et recopiez-le. S’il est encore refusé, vérifiez que le téléphone est à l’heure.
account-page-old = La page est restée ouverte trop longtemps. Scannez la nouvelle image.
account-codes = Codes de secours
account-codes-why = Chacun ouvre votre compte une fois, le jour où le téléphone est perdu. Gardez-les sur papier, loin de l’ordinateur.
account-codes-done = C’est en place. Vos autres sessions sont fermées.
account-codes-once = Vos dix codes, montrés une seule fois
account-codes-print = Imprimer
account-codes-kept = Je les ai notés
account-codes-left = { $count ->
    [0] Il ne vous reste aucun code de secours.
    [one] Il vous reste un code de secours.
   *[other] Il vous reste { $count } codes de secours.
}
account-codes-few = Il vous reste peu de codes de secours : demandez-en de nouveaux.
account-codes-renew = Nouveaux codes de secours
account-codes-renew-why = Les anciens ne vaudront plus rien, et vos autres sessions se fermeront.
account-codes-renew-send = Recevoir dix nouveaux codes
account-password = Mot de passe
account-password-why = Le changer ferme vos autres sessions.
account-password-current = Mot de passe actuel
account-password-new = Nouveau mot de passe
account-password-hint = Douze caractères au moins ; quelques mots au hasard valent mieux qu’un mot compliqué.
account-password-change = Changer le mot de passe
account-password-wrong = Ce n’est pas votre mot de passe actuel.
account-password-weak = Choisissez un autre mot de passe, de douze caractères au moins.
done-sessions = La session est fermée.
done-password = Le mot de passe est changé. Vos autres sessions sont fermées.
done-factor-removed = Le second facteur est retiré.

# Dossiers sensibles.
sensitive-case = Dossier sensible
sensitive-title = Accès
sensitive-is = Dossier sensible
sensitive-mark = Rendre ce dossier sensible
sensitive-unmark = Ce dossier n’est plus sensible
sensitive-what = Seules les personnes nommées pourront l’ouvrir, vous pour commencer et la personne qui le suit. Les autres verront qu’il existe, rien de plus.
sensitive-by-glass = bris de glace
sensitive-until = peut l’ouvrir jusqu’à { $when }
sensitive-ended = ne peut plus l’ouvrir, terme : { $when }
sensitive-end = Retirer l’accès
sensitive-let-in = Laisser ouvrir
sensitive-who = Personne
sensitive-how-long = Pendant
sensitive-days = { $count ->
    [one] un jour
   *[other] { $count } jours
}
sealed-title = Dossier sensible
sealed-what = Ce que chacun peut savoir
sealed-why = Ce dossier existe, et seules les personnes nommées peuvent l’ouvrir. Demandez l’accès à l’une d’elles ou à votre superviseur.
sealed-hash = Empreinte du dernier acte de son journal :
sealed-needs-reason = Dites pourquoi, en une phrase au moins.
glass-title = Bris de glace
glass-what = Si quelqu’un est en danger ou si rien ne peut attendre, vous pouvez l’ouvrir pour une heure. Les superviseurs et la déléguée ou le délégué à la protection des données en sont avertis aussitôt, et l’acte reste au journal.
glass-reason = Pourquoi maintenant
glass-reason-hint = Votre raison s’affichera dans le dossier.
glass-send = Ouvrir pour une heure
entry-sensitive = Le dossier devient sensible : seules les personnes nommées l’ouvrent.
entry-ordinary = Le dossier n’est plus sensible.
entry-glass-broken = Bris de glace par { $who } : { $reason }
mail-glass-broken = { $who } a ouvert un dossier sensible sans y être nommé·e. La raison est dans le dossier.
done-sensitive = C’est enregistré.
