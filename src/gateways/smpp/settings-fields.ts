/** What the values of SMPP settings look like. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { isTimeZone } from '../../core/schedule.ts'
import { readEndpoint } from './endpoints.ts'

export const octetString = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[\x20-\x7e]*$/, 'holds only plain letters, digits and signs')

/** A number as people write codes and tags: `0x1400` or `5120`. */
const code = (highest: number) =>
  z
    .string()
    .trim()
    .regex(/^(0x[\da-fA-F]{1,8}|\d{1,10})$/, 'is a number such as 0x58 or 88')
    .refine((text) => Number(text) <= highest, { message: `is at most ${highest}` })

export const codes = z.array(code(0xffffffff)).max(100).default([])
export const octet = z.number().int().min(0).max(255)
export const tag = code(0xffff)

export const zone = z.string().refine(isTimeZone, { message: 'is a time zone such as Asia/Kolkata or UTC' })

export const endpoint = z
  .string()
  .trim()
  .max(260)
  .refine((text) => readEndpoint(text) !== undefined, {
    message:
      'is a host and a port such as smsc2.example.in:2775, with /name behind it where its certificate is for another name',
  })

export const certificates = z
  .string()
  .trim()
  .max(50_000)
  .refine(areCertificates, { message: 'is a certificate in PEM form: -----BEGIN CERTIFICATE----- and what follows' })

export const privateKey = z
  .string()
  .trim()
  .max(20_000)
  .refine((text) => text === '' || keyOf(text) !== undefined, {
    message: 'is a private key in PEM form, without a passphrase: -----BEGIN PRIVATE KEY----- and what follows',
  })

/** Whether the key is that of the certificate; true where one of them is not there. */
export function isPair(certificate: string, key: string): boolean {
  const read = keyOf(key)
  return (
    !areCertificates(certificate) ||
    certificate === '' ||
    !read ||
    new X509Certificate(certificate).checkPrivateKey(read)
  )
}

/** PEM with its line breaks: a field of one line takes them away when a key is pasted into it. */
export function wholePem(text: string): string {
  return text.replace(
    /(-----BEGIN [A-Z ]+-----)([^-]*)(-----END [A-Z ]+-----)/g,
    (_, begin: string, body: string, end: string) =>
      [begin, ...(body.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? []), end, ''].join('\n'),
  )
}

function keyOf(text: string) {
  try {
    return createPrivateKey(wholePem(text))
  } catch {
    return undefined
  }
}

function areCertificates(text: string): boolean {
  if (text === '') return true
  try {
    return new X509Certificate(text).subject !== undefined
  } catch {
    return false
  }
}
