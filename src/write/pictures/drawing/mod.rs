//! What every picture is drawn with: elements of SVG, frames, colours, text and room for labels.

pub(in crate::write) mod frame;
pub(in crate::write) mod look;
pub(in crate::write) mod space;
pub(in crate::write) mod svg;
pub(in crate::write) mod text;
