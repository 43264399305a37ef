//! Values that come from lists (CAP 1.2, 3.2.1 and 3.2.2).

use std::fmt;

macro_rules! values {
    ($($(#[$about:meta])* $name:ident { $($value:ident $text:literal $says:literal)* })*) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $(#[doc = $says] $value),* }
        impl $name {
            /// All of them, in the order of the standard.
            pub const ALL: &[Self] = &[$(Self::$value),*];
            /// As it is written.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$value => $text),* }
            }
            /// What is written so, capitals and all.
            #[must_use]
            pub fn of(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )*};
}

values! {
    /// How a message is to be handled (3.2.1, status).
    Status {
        Actual "Actual" "To be acted on by all whom it is for."
        Exercise "Exercise" "To be acted on by those who take part in an exercise; which one stands in the note."
        System "System" "For the network of alerts itself."
        Test "Test" "A test of technology: everybody disregards it."
        Draft "Draft" "A draft or a template: nothing to act on."
    }
    /// What a message is (3.2.1, msgType).
    MessageType {
        Alert "Alert" "First news."
        Update "Update" "Takes the place of the messages that it refers to."
        Cancel "Cancel" "Takes back the messages that it refers to."
        Ack "Ack" "Says that the messages that it refers to came in."
        Error "Error" "Rejects the messages that it refers to; why stands in the note."
    }
    /// For whom a message is (3.2.1, scope).
    Scope {
        Public "Public" "For everybody."
        Restricted "Restricted" "For those whom the restriction names."
        Private "Private" "For the addresses alone."
    }
    /// What an event is about (3.2.2, category).
    Category {
        Geo "Geo" "The ground, landslides and earthquakes for instance."
        Met "Met" "The weather, floods too."
        Safety "Safety" "Emergencies in general, and the safety of the public."
        Security "Security" "Police, military, and security of places and persons."
        Rescue "Rescue" "Rescue and recovery."
        Fire "Fire" "Fire and who fights it."
        Health "Health" "Medicine and public health."
        Env "Env" "Pollution and the environment."
        Transport "Transport" "Public and private transport."
        Infra "Infra" "Utilities, telecommunication and other infrastructure."
        Cbrne "CBRNE" "Chemical, biological, radiological, nuclear or explosive threats. From 1.1 on."
        Other "Other" "Anything else."
    }
    /// What is to be done (3.2.2, responseType). From 1.1 on.
    ResponseType {
        Shelter "Shelter" "Take shelter where one is, or as the instruction says."
        Evacuate "Evacuate" "Leave, as the instruction says."
        Prepare "Prepare" "Make ready, as the instruction says."
        Execute "Execute" "Do what was planned, as the instruction says."
        Avoid "Avoid" "Keep away from it, as the instruction says. From 1.2 on."
        Monitor "Monitor" "Listen for news, as the instruction says."
        Assess "Assess" "Judge what is in this message. Not for warnings to the public."
        AllClear "AllClear" "The event is no threat any more; what follows stands in the instruction. From 1.2 on."
        None "None" "Nothing."
    }
    /// How soon something is to be done (3.2.2, urgency).
    Urgency {
        Immediate "Immediate" "At once."
        Expected "Expected" "Soon, within the next hour."
        Future "Future" "In the near future."
        Past "Past" "Nothing any more."
        Unknown "Unknown" "It is not known."
    }
    /// How bad it is (3.2.2, severity).
    Severity {
        Extreme "Extreme" "An extraordinary threat to life or property."
        Severe "Severe" "A significant threat."
        Moderate "Moderate" "A possible threat."
        Minor "Minor" "Little or no known threat."
        Unknown "Unknown" "It is not known."
    }
    /// How sure it is (3.2.2, certainty).
    Certainty {
        Observed "Observed" "It happened, or happens. From 1.1 on."
        Likely "Likely" "More than even chances."
        Possible "Possible" "Even chances or less."
        Unlikely "Unlikely" "Hardly any chance."
        Unknown "Unknown" "It is not known."
    }
}
