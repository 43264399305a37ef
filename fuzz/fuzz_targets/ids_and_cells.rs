#![cfg_attr(fuzzing, no_main)]
fuzz::target!(fuzz::ids_and_cells::run);
