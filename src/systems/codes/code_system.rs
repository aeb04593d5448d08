//! A code system: whose list of countries a code is from.

use crate::model::open_codes;

open_codes! {
    /// A system of country codes: one edition of one list. Open: a list of your own is `acme:list`.
    ///
    /// The editions built in are named, with their days and citations, by
    /// [`CountryList`](super::list::CountryList).
    ///
    /// ```
    /// use detente::systems::CodeSystem;
    ///
    /// assert_eq!("gw".parse(), Ok(CodeSystem::GW));
    /// assert_eq!(CodeSystem::new("cwo").unwrap_err().nearest(), Some("cow"));
    /// assert!(CodeSystem::new("acme:list").is_ok());
    /// ```
    CodeSystem / CodeSystems, "system of country codes" {
        COW = "cow": "number in the Correlates of War list of states, 2024 edition",
        COWC = "cowc": "letters in the Correlates of War list of states, 2024 edition",
        COW_2016 = "cow-2016": "number in the Correlates of War list of states, 2016 edition",
        COWC_2016 = "cowc-2016": "letters in the Correlates of War list of states, 2016 edition",
        GW = "gw": "number in the list of independent states of Gleditsch and Ward, microstates included",
        GWC = "gwc": "letters in the list of independent states of Gleditsch and Ward",
        ISD = "isd": "number in the International System(s) Dataset",
        ISO2 = "iso2": "two letters of ISO 3166-1",
        ISO3 = "iso3": "three letters of ISO 3166-1",
        ISON = "ison": "three digits of ISO 3166-1",
        ISO4 = "iso4": "four letters of ISO 3166-3, of names no longer in use",
        CAMEO = "cameo": "three letters of the CAMEO actor codes",
        FIPS = "fips": "two letters of FIPS 10-4",
    }
}
