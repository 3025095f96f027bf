/** Code within a phrase: the phrase would take what stands between the tags for its own words. */
export const Code = ({ text }: { text: string }) => <code>{text}</code>
