//! Pictures that nobody ever took: hills, a house and a moon by arithmetic, with the grain of a camera.

use jpeg_encoder::{ColorType, Encoder};

/// Red, green, blue.
pub struct Painted {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
}

impl Painted {
    /// Another scene for every seed.
    pub fn scene(width: u32, height: u32, seed: u64) -> Painted {
        let spot = |n: u64| (grain(n as i64, 7, seed) * 0.8 + 0.1, grain(n as i64, 8, seed) * 0.8 + 0.1);
        let spots: Vec<(f32, f32, f32, f32)> = (0..5)
            .map(|n| {
                let (x, y) = spot(n);
                (x, y, 0.04 + 0.12 * grain(n as i64, 9, seed), grain(n as i64, 10, seed) - 0.5)
            })
            .collect();
        let mut rgb = Vec::with_capacity((width * height * 3) as usize);
        for y in 0..height {
            for x in 0..width {
                let (u, v) = (x as f32 / width as f32, y as f32 / width.max(height) as f32 * 1.3);
                let mut light = 0.55 - 0.25 * v;
                for (cx, cy, size, tone) in &spots {
                    let (dx, dy) = (u - cx, v - cy);
                    light += if dx * dx + dy * dy < size * size { *tone } else { 0.0 };
                }
                light += 0.3 * (smooth(u * 5.0, v * 5.0, seed) - 0.5);
                light += 0.15 * (smooth(u * 40.0, v * 40.0, seed + 1) - 0.5);
                light += 0.03 * (grain(x.into(), y.into(), seed + 2) - 0.5);
                for tint in 0..3 {
                    let tint = 0.2 * (smooth(u * 3.0, v * 3.0, seed + 3 + tint) - 0.5);
                    rgb.push(((light + tint) * 255.0).clamp(0.0, 255.0) as u8);
                }
            }
        }
        Painted { width, height, rgb }
    }

    pub fn jpeg(&self, quality: u8) -> Vec<u8> {
        self.jpeg_as(quality, false, None)
    }
    pub fn jpeg_as(&self, quality: u8, progressive: bool, exif: Option<&[u8]>) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, quality);
        encoder.set_progressive(progressive);
        if let Some(exif) = exif {
            encoder.add_exif_metadata(exif).unwrap();
        }
        encoder.encode(&self.rgb, self.width as u16, self.height as u16, ColorType::Rgb).unwrap();
        out
    }
    pub fn png(&self) -> Vec<u8> {
        png(self.width, self.height, png::ColorType::Rgb, png::BitDepth::Eight, &self.rgb)
    }
    pub fn webp(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let encoder = image_webp::WebPEncoder::new(&mut out);
        encoder.encode(&self.rgb, self.width, self.height, image_webp::ColorType::Rgb8).unwrap();
        out
    }
    /// Every pixel as the function makes it of where it stands.
    pub fn mapped(&self, width: u32, height: u32, from: impl Fn(u32, u32) -> (u32, u32)) -> Painted {
        let mut rgb = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let (x, y) = from(x, y);
                let at = ((y * self.width + x) * 3) as usize;
                rgb.extend_from_slice(&self.rgb[at..at + 3]);
            }
        }
        Painted { width, height, rgb }
    }
    pub fn crop(&self, left: u32, top: u32, width: u32, height: u32) -> Painted {
        self.mapped(width, height, |x, y| (x + left, y + top))
    }
    pub fn mirrored(&self) -> Painted {
        self.mapped(self.width, self.height, |x, y| (self.width - 1 - x, y))
    }
    pub fn toned(&self, tone: impl Fn([u8; 3]) -> [u8; 3]) -> Painted {
        let rgb = self.rgb.chunks(3).flat_map(|p| tone([p[0], p[1], p[2]])).collect();
        Painted { width: self.width, height: self.height, rgb }
    }
}

pub fn png(width: u32, height: u32, colour: png::ColorType, depth: png::BitDepth, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header().unwrap().write_image_data(data).unwrap();
    out
}

/// 0 to 1, without any shape.
fn grain(x: i64, y: i64, seed: u64) -> f32 {
    let mut h = (x as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ (y as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F)
        ^ seed.wrapping_mul(0x1656_67B1_9E37_79F9);
    h ^= h >> 31;
    h = h.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    h ^= h >> 29;
    h = h.wrapping_mul(0x94D0_49BB_1331_11EB);
    ((h >> 40) as f32) / (1 << 24) as f32
}

/// 0 to 1, in clouds.
fn smooth(x: f32, y: f32, seed: u64) -> f32 {
    let (fx, fy) = (x - x.floor(), y - y.floor());
    let (fx, fy) = (fx * fx * (3.0 - 2.0 * fx), fy * fy * (3.0 - 2.0 * fy));
    let at = |dx: i64, dy: i64| grain(x.floor() as i64 + dx, y.floor() as i64 + dy, seed);
    let top = at(0, 0) * (1.0 - fx) + at(1, 0) * fx;
    let low = at(0, 1) * (1.0 - fx) + at(1, 1) * fx;
    top * (1.0 - fy) + low * fy
}
