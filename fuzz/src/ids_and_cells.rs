//! Identifiers and cells: in addresses, in forms, in JSON and in the store; and positions, which become cells.

use kernel::{Cell, Id, PersonId};
use serde_json::{from_slice, from_str, to_string};

/// Reads the bytes in every way in which an identifier, a cell or a position (`LAT LON RESOLUTION`) comes in.
pub fn run(data: &[u8]) {
    if let Some(id) = PersonId::from_slice(data) {
        assert_eq!(id.bytes(), data);
        sound_id(id);
    }
    from_slice::<PersonId>(data).map(sound_id).ok();
    from_slice::<Cell>(data).map(sound_cell).ok();
    if let Ok((id, cell)) = from_slice::<(PersonId, Option<Cell>)>(data) {
        sound_id(id);
        cell.into_iter().for_each(sound_cell);
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(id) = text.parse::<PersonId>() {
        assert!(id.to_string().eq_ignore_ascii_case(text));
        sound_id(id);
    }
    text.parse().map(sound_cell).ok();
    text.parse().ok().and_then(Cell::of_number).into_iter().for_each(sound_cell);
    let mut words = text.split_whitespace();
    let mut number = || words.next().and_then(|w| w.parse::<f64>().ok());
    if let (Some(lat), Some(lon), Some(resolution)) = (number(), number(), text.rsplit(' ').next()) {
        position(lat, lon, resolution.parse().unwrap_or(Cell::RESOLUTION));
    }
}

fn position(lat: f64, lon: f64, resolution: u8) {
    let fits = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) && resolution <= 15;
    let found = Cell::at(lat, lon, resolution);
    assert_eq!(found.is_ok(), fits);
    let Ok(cell) = found else { return };
    assert_eq!(cell.resolution(), resolution);
    sound_cell(cell);
    if resolution >= 5 {
        assert!((cell.centre().0 - lat).abs() < 0.2, "the cell is elsewhere");
    }
}

fn sound_id(id: PersonId) {
    let text = id.to_string();
    assert_eq!(text.len(), 36);
    assert_eq!(text.parse(), Ok(id));
    let json = to_string(&id).expect("a text");
    assert_eq!(from_str::<PersonId>(&json).ok(), Some(id));
}

fn sound_cell(cell: Cell) {
    let text = cell.to_string();
    assert!(text.len() <= 16 && text.bytes().all(|b| b.is_ascii_hexdigit()));
    assert_eq!(text.parse(), Ok(cell));
    assert_eq!(Cell::of_number(cell.number()), Some(cell));
    let json = to_string(&cell).expect("a text");
    assert_eq!(from_str::<Cell>(&json).ok(), Some(cell));
    assert!(!format!("{cell:?}").contains(&text), "a place does not go to logs");
    let (lat, lon) = cell.centre();
    assert!((-90.0..=90.0).contains(&lat) && (-181.0..=181.0).contains(&lon));
    for resolution in 0..=16 {
        match cell.coarser(resolution) {
            Ok(around) => assert!(around.resolution() == resolution && resolution <= cell.resolution()),
            Err(_) => assert!(resolution > cell.resolution()),
        }
    }
}
