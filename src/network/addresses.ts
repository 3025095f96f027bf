/**
 * Which IP addresses may be dialled. A URL or host name in the settings of a gateway is written by somebody who may not look into our own network,
 * so only addresses of the public internet are dialled unless the operator allows a range (Kannel, a PBX or an SMSC in the same building).
 */
import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** Special-purpose IPv4 ranges of the IANA registry: this network, private, CGNAT, loopback, link-local and metadata, test nets, multicast, reserved. */
const specialV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  // Azure's own service beside its machines, though it is no special range.
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

/** The only IPv6 range that is routed publicly; loopback, ULA, link-local, multicast, v4-mapped and NAT64 all lie outside it. */
const publicV6 = ['2000::/3']

/** What lies inside it and still is not a host of the internet: protocol assignments with Teredo, documentation, and 6to4, which embeds an IPv4 address. */
const specialV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

/** Whether an address may be dialled. */
export type AddressRule = (address: string) => boolean

/** Makes the rule; `allowPrivate` lists CIDR ranges (`10.20.0.0/16`, `::1/128`) that may be dialled although they are not public. Throws on one that is none. */
export function addressRule(allowPrivate: readonly string[]): AddressRule {
  const allowed = rangesOf(allowPrivate)
  const refusedV4 = rangesOf(specialV4)
  const reachableV6 = rangesOf(publicV6)
  const refusedV6 = rangesOf(specialV6)
  return (address) => {
    if (isIPv4(address)) return allowed.check(address, 'ipv4') || !refusedV4.check(address, 'ipv4')
    // A BlockList also matches v4-mapped addresses against IPv4 ranges; no resolver of ours returns them, so they stay refused whatever is allowed.
    if (!isIPv6(address) || isMapped(address)) return false
    return allowed.check(address, 'ipv6') || (reachableV6.check(address, 'ipv6') && !refusedV6.check(address, 'ipv6'))
  }
}

const mapped = new BlockList()
mapped.addSubnet('::ffff:0:0', 96, 'ipv6')

function isMapped(address: string): boolean {
  return mapped.check(address, 'ipv6')
}

function rangesOf(cidrs: readonly string[]): BlockList {
  const list = new BlockList()
  for (const cidr of cidrs) {
    const [address, bits] = cidr.split('/')
    if (address === undefined || bits === undefined || !/^\d{1,3}$/.test(bits) || !(isIPv4(address) || isIPv6(address)))
      throw new Error(`"${cidr}" is not an address range; write it like 10.20.0.0/16 or 127.0.0.1/32`)
    list.addSubnet(address, Number(bits), isIPv4(address) ? 'ipv4' : 'ipv6')
  }
  return list
}
