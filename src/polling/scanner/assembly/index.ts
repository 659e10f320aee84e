// What is called from outside (scanner.ts). All data are in the first page of the memory.
export { begin, endings, found, nextItem } from './cut'
export { look } from './glance'
export { list } from './table'
