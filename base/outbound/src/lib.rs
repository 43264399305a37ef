//! All outgoing HTTP and DNS.
