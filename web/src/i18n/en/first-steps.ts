export const firstSteps = {} as const
