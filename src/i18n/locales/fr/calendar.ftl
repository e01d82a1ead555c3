# Jours fériés.
holiday-new-year = jour de l’an
holiday-good-friday = Vendredi saint
holiday-easter-monday = lundi de Pâques
holiday-labour-day = fête du Travail
holiday-victory-1945 = victoire de 1945
holiday-ascension = Ascension
holiday-whit-monday = lundi de Pentecôte
holiday-bastille-day = fête nationale
holiday-assumption = Assomption
holiday-all-saints = Toussaint
holiday-armistice-1918 = armistice de 1918
holiday-christmas = Noël
holiday-saint-stephen = 26 décembre
holiday-abolition = abolition de l’esclavage
holiday-territorial = jour férié du territoire
