export { plainText } from '../src/core/plain-text.ts'
