# La connexion par le fournisseur d’identité de l’organisation.
openid-enter = Se connecter avec { $name }
openid-or = Ou avec votre mot de passe
openid-out = Votre session chez { $name } reste ouverte.
openid-out-link = La fermer aussi
openid-unusable = Le fournisseur d’identité ne répond pas. Connectez-vous avec votre mot de passe, ou réessayez dans quelques minutes.
openid-again = La connexion n’a pas abouti : elle a pris trop de temps, ou un autre onglet a été plus rapide. Réessayez.
openid-refused = Le fournisseur d’identité n’a pas confirmé votre connexion. Réessayez, ou connectez-vous avec votre mot de passe.
openid-unverified = Votre adresse n’est pas vérifiée chez le fournisseur d’identité. Vérifiez-la là-bas, ou adressez-vous à votre administrateur.
openid-no-account = Aucun compte de ce poste ne correspond à votre identité. Demandez à votre administrateur d’en créer un avec l’adresse que le fournisseur d’identité connaît.
action-user-identity-linked = Identité rattachée
action-user-identity-unlinked = Identité détachée
