/** A gateway as routes name it: an account may have one of its own by the key of a shared one. */
export const nameInRoutes = ({ key, shared }: { key: string; shared?: boolean }): string =>
  shared === true ? `shared:${key}` : key
