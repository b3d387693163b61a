//! The action programme of a Government or a province: from a resolution to the published proof that
//! it was carried out. Not for a festival's timetable: that is a *schedule*.

pub mod rankings;
