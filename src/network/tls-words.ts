/** Why a TLS handshake failed, in words a person can act on. */

/** `host` is the name that the certificate had to be for. */
export function tlsWords(error: unknown, host: string): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  switch (error.code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return 'its certificate is signed by itself or by an authority that is not known here; if it is the right one, give the authority’s certificate in the settings'
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return 'nobody known here vouches for its certificate: it sends no intermediate certificate, or its authority is a private one, whose certificate then belongs in the settings'
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `its certificate is for ${namesOf(error)}, not for ${host}; where that is right, give the certificate’s name in the settings`
    case 'CERT_HAS_EXPIRED':
      return 'its certificate has expired; whoever runs it must renew it (or the clock here is wrong)'
    case 'CERT_NOT_YET_VALID':
      return 'its certificate is not valid yet; is the clock here right?'
    case 'CERT_SIGNATURE_FAILURE':
      return 'the signature of its certificate is wrong: the authority’s certificate given in the settings is another one'
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return 'what answers there does not speak TLS: the port or the TLS switch is wrong'
    case 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION':
    case 'ERR_SSL_UNSUPPORTED_PROTOCOL':
      return 'it speaks only versions of TLS older than 1.2, which are not safe'
    default:
      return undefined
  }
}

/** The names a certificate holds, of `DNS:a, DNS:b, IP Address:c`. */
function namesOf(error: Error): string {
  const { subjectaltname, subject } = ('cert' in error ? error.cert : {}) as {
    subjectaltname?: string
    subject?: { CN?: string }
  }
  const names = (subjectaltname ?? '').split(', ').map((one) => one.replace(/^[^:]*:/, ''))
  return names.filter(Boolean).slice(0, 5).join(', ') || subject?.CN || 'another name'
}
