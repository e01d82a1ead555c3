# What is wrong with a field, said beside it; what was typed stays there.
field-description-missing = Tell us what is happening, in your own words. One sentence is enough.
field-description-too-long = This text is too long (over 131,000 characters). Keep what matters; you can attach the rest.
field-name-missing = Give a name, so that we know whom to ask for.
field-way-back-missing = Give a telephone number or an e-mail address, so that we can answer you.
field-too-long = This is too long for the field: 200 characters at most.
field-postal-code-missing = Give your postal code, so that we find help near you.
field-postal-code-shape = A French postal code has five digits, for example 12400.
field-postal-code-unknown = No department begins with these digits. Check the postal code.
field-commune = This commune does not have that postal code. Check either, or leave the commune empty.
field-siret-length = A SIRET has fourteen digits. You can leave this field empty.
field-siret-is-siren = This is a SIREN (nine digits). The SIRET has five more; you can leave this field empty.
field-siret-checksum = There is a mistake in this SIRET: a digit is wrong, or two are swapped. You can leave this field empty.
field-siret-digits = A SIRET has digits only.
field-kind = Choose a kind of organisation from the list.
field-size = Choose a size from the list.
field-sector = Give the letter of the NAF section, A to V.
field-phone = This number does not look right. Write it like 05 36 49 12 34, or with its country code: +34 931 23 45 67.
field-phone-short = We cannot call a short number back. Give a full number.
field-phone-extension = Give the number alone here, and the extension in your text.
field-email = This address does not look right. It looks like name@example.fr.
field-email-safe = Answer yes, no or I don’t know.
field-time-shape = We do not recognise this date. Write it like 22/11/2026 14:00, or leave it empty.
field-time-reversed = It ends before it starts.
field-time-future = This date is in the future.
field-lang = Give the language by two letters, for example fr.
field-fact-id = There is no such question.
field-fact-value = This answer is neither a word nor a number.
field-facts-too-many = Too many answers: 200 at most.
field-unknown = There is no such field.
field-own-supplier = Ask whether a usual IT supplier takes care of it: the answer goes with the agreement.
field-type-object = An object is expected here.
field-type-text = A text is expected here.
field-type-boolean = true or false is expected here.

# What to know about how the report was read.
remark-controls-left-out = Unreadable characters were left out of the text.
remark-cedex = This is a CEDEX code: we know the department. Which commune are you in?
remark-several-communes = Several communes share this postal code. Which one is yours?
remark-two-departments = This postal code is shared by two departments. Which commune are you in?

# What replaces, in a text, a secret that nobody should keep.
scrubbed-card = [card number hidden]
scrubbed-password = [password hidden]
scrubbed-code = [code hidden]
scrubbed-social-security = [social-security number hidden]

# Why two reports may be one.
duplicate-same-siret = same SIRET
duplicate-same-phone = same telephone
duplicate-same-email = same e-mail address
duplicate-same-name = same name, same postal code
duplicate-same-text = nearly the same text
duplicate-similar-words = similar words
duplicate-short-time-apart = a short time apart
