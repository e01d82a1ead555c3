# Échéances légales.
clock-state-proposed = à confirmer
clock-state-running = en cours
clock-state-met = faite
clock-state-passed = dépassée
deadline-start-awareness = à partir du moment où vous l’avez su
deadline-start-debit = à partir du débit
deadline-start-classification = à partir du classement de l’incident comme majeur
deadline-start-correction-available = à partir de la mise à disposition d’un correctif
deadline-start-after = à partir de l’étape précédente
deadline-without-delay = sans délai
deadline-as-agreed = selon votre contrat
clock-error-not-proposed = Cette échéance a déjà été confirmée ou arrêtée.
clock-error-not-running = Cette échéance n’est pas en cours.
clock-error-no-proof = Pour arrêter une échéance, indiquez une preuve : un numéro de récépissé, un fichier, un nom.
clock-error-not-agreed = Ce délai est dans un contrat : indiquez sa fin.
