/**
 * Maps for phone systems that are known, to begin with: what they send differs from account to account, so each is to be held against a pasted sample.
 * Where a system's documents leave something open, the page of the preset in docs/sources/mapped.md says so.
 */
import type { Preset } from '../../core/adapter.ts'
import type { MappedInput } from './settings.ts'

/** FreeSWITCH's and Asterisk's words for how a call ended, which half of India's systems pass on. */
const switchCauses = {
  NO_ANSWER: 'no_answer',
  NOANSWER: 'no_answer',
  'NO ANSWER': 'no_answer',
  ALLOTTED_TIMEOUT: 'no_answer',
  USER_BUSY: 'busy',
  BUSY: 'busy',
  ORIGINATOR_CANCEL: 'caller_hung_up',
  CANCEL: 'caller_hung_up',
  CALL_REJECTED: 'rejected',
  CONGESTION: 'failed',
  CHANUNAVAIL: 'failed',
  NORMAL_TEMPORARY_FAILURE: 'failed',
  UNALLOCATED_NUMBER: 'failed',
  DESTINATION_OUT_OF_ORDER: 'failed',
} as const

const generic: MappedInput = {
  fields: {
    sourceCallId: 'call_id | callid | uuid | uniqueid | CallSid',
    direction: 'direction | call_direction',
    outcome: 'status | call_status | disposition',
    missedBecause: 'hangup_cause | status | call_status | disposition',
    caller: 'caller | caller_number | from | src',
    callerName: 'caller_name | clid',
    did: 'did | to | called_number | dst',
    departmentName: 'department | queue',
    userName: 'agent_name | agent',
    userExtension: 'extension',
    startedAt: 'start | start_time | started_at',
    answeredAt: 'answer | answer_time | answered_at',
    endedAt: 'end | end_time | ended_at',
    talkSeconds: 'talk_seconds | billsec | talk_time',
    totalSeconds: 'duration',
    recordingUrl: 'recording_url | recording',
  },
  // The caller is the outside party, whoever dialled.
  outgoingFields: {
    caller: 'callee | to | called_number | dst | caller | caller_number',
    did: 'did | from | caller_number | src',
  },
  directionWords: {
    in: 'incoming',
    inbound: 'incoming',
    incoming: 'incoming',
    out: 'outgoing',
    outbound: 'outgoing',
    outgoing: 'outgoing',
    internal: 'internal',
    local: 'internal',
  },
  outcomeWords: {
    answered: 'connected',
    answer: 'connected',
    connected: 'connected',
    completed: 'connected',
    missed: 'missed',
    'no answer': 'missed',
    noanswer: 'missed',
    no_answer: 'missed',
    'no-answer': 'missed',
    unanswered: 'missed',
    busy: 'missed',
    cancel: 'missed',
    canceled: 'missed',
    cancelled: 'missed',
    rejected: 'missed',
    failed: 'missed',
    // As Asterisk's DIALSTATUS says that no phone is there.
    chanunavail: 'missed',
    congestion: 'missed',
    abandoned: 'missed',
    voicemail: 'voicemail',
  },
  missedWords: { ...switchCauses, abandoned: 'queue_abandoned', failed: 'failed' },
}

// A queue that nobody answered has a talk time of 0, and a menu has none; only a phone that answered is named.
const asterisk: MappedInput = { ...generic, humanField: 'agent | extension' }

// Keys as in the call log that the webhook posts; the letters were seen in public code and differ by the age of the account.
const myoperatorClassic: MappedInput = {
  fields: {
    sourceCallId: '_ai | unique_id | uid | reference_id | _ri',
    direction: '_ev | event',
    outcome: '_su | status',
    caller: '_cl | caller_number | _cr | caller_number_raw',
    callerName: 'caller_name',
    did: '_did | /_ld/-1/_did | /_ld/0/_did | did',
    departmentName: '_dn | department | department_name',
    userName: 'agent_name | received_by',
    userPhone: 'agent_number',
    startedAt: '_st | start_time',
    endedAt: '_et | end_time',
    totalSeconds: '_dr | duration',
  },
  directionWords: { 1: 'incoming', 2: 'outgoing', incoming: 'incoming', outgoing: 'outgoing' },
  outcomeWords: {
    1: 'connected',
    2: 'missed',
    3: 'voicemail',
    answered: 'connected',
    missed: 'missed',
    voicemail: 'voicemail',
  },
  rung: {
    list: '_ld',
    id: '/_rr/0/_id',
    name: '/_rr/0/_na',
    extension: '/_rr/0/_ex',
    phone: '/_rr/0/_ct',
    email: '/_rr/0/_em',
    at: '_st',
    result: '_ac',
  },
  rungWords: { received: 'answered', answered: 'answered', missed: 'no_answer', busy: 'busy', rejected: 'rejected' },
  zone: 'Asia/Kolkata',
}

// Trigger "hangup (missed or answered)". The meaning of two numbers flips with the direction.
const smartflo: MappedInput = {
  fields: {
    sourceCallId: 'uuid',
    direction: 'direction',
    outcome: 'call_status | status',
    missedBecause: 'hangup_cause | reason_key',
    caller: 'customer_no_with_prefix | customer_number_with_prefix | caller_id_number',
    did: 'call_to_number',
    departmentName: 'department_name',
    // Of several agents the last one handled the call.
    userId: '/answered_agent/id | /answered_agent/-1/id',
    userName: 'answered_agent_name | /answered_agent/name | /answered_agent/-1/name',
    // The number is the phone in some accounts and the extension in others, which then tell the phone beside it or not at all.
    userExtension: 'answered_agent_number | /answered_agent/number | /answered_agent/-1/number',
    userPhone:
      '/answered_agent/agent_number | /answered_agent/-1/agent_number | answer_agent_number | answered_agent_number | /answered_agent/number | /answered_agent/-1/number',
    userEmail: '/answered_agent/email | /answered_agent/-1/email',
    startedAt: 'start_stamp',
    answeredAt: 'answer_stamp',
    endedAt: 'end_stamp',
    ringSeconds: 'agent_ring_time',
    talkSeconds: 'answered_seconds | billsec',
    totalSeconds: 'duration',
    voicemailUrl: 'voicemail_recording',
    recordingUrl: 'recording_url',
  },
  outgoingFields: { caller: 'call_to_number', did: 'caller_id_number' },
  directionWords: {
    inbound: 'incoming',
    'Dialer (Inbound)': 'incoming',
    outbound: 'outgoing',
    click_to_call: 'outgoing',
    clicktocall: 'outgoing',
    dialer: 'outgoing',
    'Dialer (Outbound)': 'outgoing',
  },
  outcomeWords: {
    answered: 'connected',
    'Answered by agent': 'connected',
    contacted: 'connected',
    missed: 'missed',
    queued: 'ignore',
  },
  missedWords: switchCauses,
  humanField:
    'answered_agent_name | answered_agent_number | /answered_agent/name | /answered_agent/-1/name | /answered_agent/number | /answered_agent/-1/number',
  rung: { list: 'missed_agent', id: 'id', name: 'name', extension: 'number', phone: 'agent_number | number' },
  variables: { reference: 'ref_id | custom_identifier' },
  zone: 'Asia/Kolkata',
}

const callerdesk: MappedInput = {
  fields: {
    sourceCallId: 'CallSid',
    direction: 'Direction',
    outcome: 'Status',
    missedBecause: 'Status',
    caller: 'SourceNumber',
    did: 'DestinationNumber',
    departmentName: 'call_group',
    userName: 'receiver_name',
    userPhone: 'DialWhomNumber',
    startedAt: 'StartTime',
    answeredAt: 'LegB_Picked_time',
    endedAt: 'EndTime',
    talkSeconds: 'TalkDuration',
    totalSeconds: 'CallDuration',
    recordingUrl: 'CallRecordingUrl',
  },
  outgoingFields: { caller: 'DialWhomNumber', userPhone: 'SourceNumber' },
  directionWords: { IVR: 'incoming', WEBOBD: 'outgoing' },
  outcomeWords: {
    ANSWER: 'connected',
    ANSWERED: 'connected',
    CANCEL: 'missed',
    BUSY: 'missed',
    NOANSWER: 'missed',
    'NO ANSWER': 'missed',
    CONGESTION: 'missed',
    CHANUNAVAIL: 'missed',
    ABANDONED: 'missed',
    ABANDONMENT: 'missed',
    'AGENT ENGAGED': 'missed',
    MISSED: 'missed',
    FAILED: 'missed',
  },
  missedWords: {
    ...switchCauses,
    ABANDONED: 'queue_abandoned',
    ABANDONMENT: 'queue_abandoned',
    'AGENT ENGAGED': 'busy',
    FAILED: 'failed',
  },
  humanField: 'receiver_name | DialWhomNumber',
  zone: 'Asia/Kolkata',
}

const preset = (key: string, title: string, about: string, settings: MappedInput): Preset => ({
  key,
  title,
  about,
  settings,
})

export const presets: readonly Preset[] = [
  preset(
    'generic',
    'Any system',
    'Common names, for a script, or a system that lets you choose the names. Set “Proof of a conversation” to the field that names the agent: else a menu or a voicemail box that answers counts as talk.',
    generic,
  ),
  preset(
    'asterisk',
    'Asterisk, FreePBX',
    'What the hangup handler in docs/sources/asterisk.md sends: as a script, but connected only where a phone answered.',
    asterisk,
  ),
  preset(
    'myoperator-classic',
    'MyOperator, after-call webhook',
    'The classic webhook of type After Call, as JSON. For webhooks of version 2 choose the source MyOperator.',
    myoperatorClassic,
  ),
  preset(
    'smartflo',
    'Tata Smartflo, Acefone',
    'Choose exactly the trigger "hangup (missed or answered)", for incoming and outgoing calls, and tick all variables.',
    smartflo,
  ),
  preset('callerdesk', 'CallerDesk', 'The call report webhook.', callerdesk),
]
