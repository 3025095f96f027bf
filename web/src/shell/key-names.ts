const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

/** How the keys of a shortcut are called on this computer: `Ctrl K`, or `⌘ K`. */
export const withCommand = (key: string): string => (isApple ? `\u2318 ${key}` : `Ctrl ${key}`)

/** Whether a shortcut was pressed: the control key, or Apple's command key, and this one alone. */
export const isCommand = (event: KeyboardEvent, key: string): boolean =>
  event.key.toLowerCase() === key && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
