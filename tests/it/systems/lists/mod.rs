//! The lists of states and their codes, against the files and the crosswalks of the field.

mod cases;
mod codes;
mod differences;
mod files;
mod panels;
