# Ce qui ne va pas dans un champ de l’interface pour les machines.
field-missing = Cette valeur est nécessaire.
field-word = Ce mot n’est pas connu ici.
field-id = Ce n’est pas un identifiant du centre.
field-provider = Un de ces prestataires est inconnu, ou ne peut pas prendre ce dossier.
field-destination = Le centre ne connaît pas cette destination.
field-type-number = Un nombre est attendu ici.
field-type-list = Une liste est attendue ici.
field-text-too-long = C’est trop long pour ce champ.
field-instant = Un instant s’écrit comme 2026-11-23T09:40:00Z.
field-day = Un jour s’écrit comme 2026-11-23.
field-span = La période finit avant de commencer, ou dure plus de dix ans.
field-limit = Un nombre de 1 à 200 est attendu ici.
field-cursor = Le centre n’a pas donné ce curseur.
field-subject = Une chaîne se nomme inc_, prv_ ou usr_ suivi de 32 chiffres, ou desk.
field-operator = Aucun compte de ce nom ne prend d’appels.
