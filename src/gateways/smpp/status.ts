/** command_status of SMPP 3.4 (5.1.3): number, name, and what it means in plain words. */
const statuses = [
  [0x00, 'ESME_ROK', 'no error'],
  [0x01, 'ESME_RINVMSGLEN', 'the text is too long'],
  [0x02, 'ESME_RINVCMDLEN', 'a length was wrong'],
  [0x03, 'ESME_RINVCMDID', 'the command is not known'],
  [0x04, 'ESME_RINVBNDSTS', 'the connection is not bound for this'],
  [
    0x05,
    'ESME_RALYBND',
    'this system id is already bound: an old connection may need minutes to end, or all binds are in use',
  ],
  [0x06, 'ESME_RINVPRTFLG', 'the priority is not allowed'],
  [0x07, 'ESME_RINVREGDLVFLG', 'the receipt request is not allowed'],
  [0x08, 'ESME_RSYSERR', 'the SMSC had a system error'],
  [0x0a, 'ESME_RINVSRCADR', 'the header (source address) is not allowed'],
  [0x0b, 'ESME_RINVDSTADR', 'the number is not valid'],
  [0x0c, 'ESME_RINVMSGID', 'the message id is not known'],
  [0x0d, 'ESME_RBINDFAIL', 'the bind failed: credentials, bind kind or address range are not accepted'],
  [0x0e, 'ESME_RINVPASWD', 'the password is wrong'],
  [0x0f, 'ESME_RINVSYSID', 'the system id is not known'],
  [0x11, 'ESME_RCANCELFAIL', 'cancelling failed'],
  [0x13, 'ESME_RREPLACEFAIL', 'replacing failed'],
  [0x14, 'ESME_RMSGQFUL', 'the queue for this number or account is full'],
  [0x15, 'ESME_RINVSERTYP', 'the service type is not allowed'],
  [0x33, 'ESME_RINVNUMDESTS', 'the count of numbers is wrong'],
  [0x34, 'ESME_RINVDLNAME', 'the distribution list is not known'],
  [0x40, 'ESME_RINVDESTFLAG', 'the destination flag is wrong'],
  [0x42, 'ESME_RINVSUBREP', 'replace-if-present is not allowed'],
  [0x43, 'ESME_RINVESMCLASS', 'the message kind (esm_class) is not allowed'],
  [0x44, 'ESME_RCNTSUBDL', 'submitting to a list is not possible'],
  [0x45, 'ESME_RSUBMITFAIL', 'the submit failed'],
  [0x48, 'ESME_RINVSRCTON', 'the source type of number is wrong'],
  [0x49, 'ESME_RINVSRCNPI', 'the source numbering plan is wrong'],
  [0x50, 'ESME_RINVDSTTON', 'the destination type of number is wrong'],
  [0x51, 'ESME_RINVDSTNPI', 'the destination numbering plan is wrong'],
  [0x53, 'ESME_RINVSYSTYP', 'the system type is not accepted'],
  [0x54, 'ESME_RINVREPFLAG', 'the replace flag is wrong'],
  [0x55, 'ESME_RINVNUMMSGS', 'the count of messages is wrong'],
  [0x58, 'ESME_RTHROTTLED', 'too many texts at once'],
  [0x61, 'ESME_RINVSCHED', 'the schedule time is wrong'],
  [0x62, 'ESME_RINVEXPIRY', 'the validity period is not allowed'],
  [0x63, 'ESME_RINVDFTMSGID', 'the predefined message is not known'],
  [0x64, 'ESME_RX_T_APPN', 'a temporary error of the receiving application'],
  [0x65, 'ESME_RX_P_APPN', 'a permanent error of the receiving application'],
  [0x66, 'ESME_RX_R_APPN', 'the receiving application refused it'],
  [0x67, 'ESME_RQUERYFAIL', 'the query failed'],
  [0xc0, 'ESME_RINVOPTPARSTREAM', 'the optional parameters cannot be read'],
  [0xc1, 'ESME_ROPTPARNOTALLWD', 'an optional parameter is not allowed'],
  [0xc2, 'ESME_RINVPARLEN', 'an optional parameter has a wrong length'],
  [0xc3, 'ESME_RMISSINGOPTPARAM', 'an optional parameter (often a DLT id) is missing'],
  [0xc4, 'ESME_RINVOPTPARAMVAL', 'an optional parameter (often a DLT id) has a wrong value'],
  [0xfe, 'ESME_RDELIVERYFAILURE', 'delivery failed'],
  [0xff, 'ESME_RUNKNOWNERR', 'an unknown error'],
  [0x104, 'ESME_RINVDCS', 'the data coding is not allowed'],
] as const

const byCode = new Map<number, readonly [name: string, words: string]>(
  statuses.map(([code, name, words]) => [code, [name, words]]),
)

/** The command_status values that the program itself sends or judges by name. */
export const status = {
  ok: 0x00,
  wrongLength: 0x02,
  unknownCommand: 0x03,
  notBound: 0x04,
  alreadyBound: 0x05,
  systemError: 0x08,
  bindFailed: 0x0d,
  wrongPassword: 0x0e,
  unknownSystemId: 0x0f,
  queueFull: 0x14,
  throttled: 0x58,
  temporaryError: 0x64,
} as const

/** A status as people write it: `0x58`. */
export function statusHex(code: number): string {
  return `0x${code.toString(16).padStart(2, '0')}`
}

/** A status in words with its name and number, e.g. `too many texts at once (ESME_RTHROTTLED, 0x58)`. */
export function statusWords(code: number): string {
  const known = byCode.get(code)
  return known ? `${known[1]} (${known[0]}, ${statusHex(code)})` : `a code of this SMSC’s own (${statusHex(code)})`
}
