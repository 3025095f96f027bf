/** Whether a process takes calls; `words` say what is wrong. */
export type Readiness = { ready: boolean; words: string }
