# بحثان عن شخص واحد.
refusal-missing-reason = السبب ناقص.
refusal-missing-reason-next = قل لماذا هو الشخص نفسه، ثم أكد.
