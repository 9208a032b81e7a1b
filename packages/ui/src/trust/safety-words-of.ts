/**
 * From the numbers that two machines agreed on to the words that two people compare, in the customer's language on both
 * sides. The lists are the protocol's: both ends must have the same.
 */
export { safetyWordsOf } from '@alongside/protocol';
