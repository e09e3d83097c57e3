import type { Locale, TemplateSource } from './template.ts';

const machine = '{{#if equipmentName}}{{equipmentName}} ({{equipmentId}}){{else}}{{equipmentId}}{{/if}}';

const facts: Record<Locale, TemplateSource['facts']> = {
  en: [
    ['Machine', machine], ['Where', '{{location}}'], ['Since', '{{time since}}'], ['Severity', '{{severity}}'], ['What was seen', '{{fault}}'],
    ['Description', '{{description}}'], ['Called by', '{{calledBy}}'], ['Ticket', '{{ticketId}}'],
  ],
  'zh-CN': [
    ['设备', machine], ['位置', '{{location}}'], ['发生时间', '{{time since}}'], ['严重程度', '{{severity}}'], ['现象', '{{fault}}'],
    ['描述', '{{description}}'], ['呼叫人', '{{calledBy}}'], ['工单', '{{ticketId}}'],
  ],
};
const actions: Record<Locale, TemplateSource['actions']> = {
  en: [["I'm on it", 'acknowledge'], ['Question', 'question'], ['Done', 'close']],
  'zh-CN': [['我来处理', 'acknowledge'], ['提问', 'question'], ['已完成', 'close']],
};
const footer: Record<Locale, string> = {
  en: 'The links are for you alone: they open {{ticketId}} without a sign-in. Nothing happens before you confirm.',
  'zh-CN': '链接仅供您使用：无需登录即可打开 {{ticketId}}，确认之前不会执行任何操作。',
};

const ticket = (locale: Locale, subject: string, headline: string): TemplateSource =>
  ({ subject, headline, facts: facts[locale], actions: actions[locale], footer: footer[locale] });

export const ticketOpened: Record<Locale, TemplateSource> = {
  en: ticket('en', `[{{ticketId}}] ${machine}: {{fault}}`, `${machine} needs you`),
  'zh-CN': ticket('zh-CN', `[{{ticketId}}] ${machine}：{{fault}}`, `${machine} 需要维修`),
};

export const ticketEscalated: Record<Locale, TemplateSource> = {
  en: ticket('en', `[{{ticketId}}] Nobody answers: ${machine}`, `Nobody has taken ${machine} yet`),
  'zh-CN': ticket('zh-CN', `[{{ticketId}}] 无人响应：${machine}`, `${machine} 尚无人处理`),
};
