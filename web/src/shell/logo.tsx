/** The mark: a hung-up receiver whose curve becomes a text. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="2.4"
      aria-hidden="true"
    >
      <rect width="32" height="32" rx="8" fill="var(--fill)" />
      <path d="M8.400 9.800a3.300 3.300 0 1 1 5.400 2.600c.2 2.700 1 4.400 2.600 5.800" stroke="#fff" />
      <path d="M14.600 14.400h8.200a2 2 0 0 1 2 2v4.400a2 2 0 0 1-2 2h-3.200l-2.800 2.900v-2.900" stroke="#f2c66d" />
    </svg>
  )
}
