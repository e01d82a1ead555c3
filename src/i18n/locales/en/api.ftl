# What is wrong with a field of the interface for machines.
field-missing = This is needed.
field-word = This is none of the words that are known here.
field-id = This is no id of the desk.
field-provider = One of these providers is unknown, or can't take this case.
field-destination = The desk knows no such destination.
field-type-number = A number is expected here.
field-type-list = A list is expected here.
field-text-too-long = This is too long for the field.
field-instant = An instant is written like 2026-11-23T09:40:00Z.
field-day = A day is written like 2026-11-23.
field-span = The span ends before it begins, or is longer than ten years.
field-limit = A number from 1 to 200 is expected here.
field-cursor = The desk gave no such cursor.
field-subject = A chain is named like inc_, prv_ or usr_ with 32 digits, or desk.
field-operator = No account of this name takes calls.
