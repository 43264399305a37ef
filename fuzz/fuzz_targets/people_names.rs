#![cfg_attr(fuzzing, no_main)]
fuzz::target!(fuzz::people_names::run);
