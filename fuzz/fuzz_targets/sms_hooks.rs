#![cfg_attr(fuzzing, no_main)]
fuzz::target!(fuzz::sms_hooks::run);
