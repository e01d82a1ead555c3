# Ce que disent les gestes du centre : fil du dossier, tâches, alertes, suivi.
call-new = Nouvel appel
agreed-tracking = sur la page de suivi
offer-answered-at = répondu { $when }
done-alarm = L’alerte est prise en charge.
done-provider = La fiche est à jour.
done-import = L’annuaire est importé.
done-user = Le compte est créé.
