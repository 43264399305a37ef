//! TLS 1.2 and 1.3 on aws-lc-rs.

use std::sync::Arc;

use rustls::{
    ClientConfig, RootCertStore,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, pem::PemObject as _},
};

use crate::Settings;

/// Certificates that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("certificates: {0}")]
pub struct TlsError(String);

/// Trusts what the operating system trusts, and the certificates of the settings besides. A system without certificates is not
/// an error here: a server that calls nobody needs none, and whoever calls is told that there is no trusted connection.
pub(crate) fn config(settings: &Settings) -> Result<ClientConfig, TlsError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    for certificate in CertificateDer::pem_slice_iter(settings.extra_roots.as_bytes()) {
        let certificate = certificate.map_err(|e| TlsError(e.to_string()))?;
        roots.add(certificate).map_err(|e| TlsError(e.to_string()))?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|e| TlsError(e.to_string()))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}
