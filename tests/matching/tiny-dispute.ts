/** The small made-up dispute as commands load one. */
export { tiny as dispute } from './tiny-definition.ts'
