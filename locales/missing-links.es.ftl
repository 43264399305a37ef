# Dos búsquedas de una misma persona.
refusal-missing-reason = Falta el motivo.
refusal-missing-reason-next = Diga por qué es la misma persona y confirme.
