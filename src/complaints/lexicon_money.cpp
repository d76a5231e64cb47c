#include <array>

#include "lexicon_entry.hpp"

namespace fealty::complaints {
namespace {

constexpr auto money_cues = std::to_array<LexiconEntry>({
    {"money back",
     "refund* | money back | give me back | pay me back | difference back | want it back | all of it back | reimburse* "
     "| "
     "credit me | back on my card",
     "退款 | 退钱 | 退给我 | 退回 | 退还 | 差价 | 还我 | 把钱 | 退一部分 | 退费",
     "type negotiator .75; need fairness .8; severity moderate .7; meaning loss .85",
     "a demand for money is a demand for something of value, and asks that a loss be made good", Denial::ignored},
    {"compensation",
     "compensat* | voucher | coupon | discount for | damages | make it right | make up for | a month free | free month "
     "| "
     "goodwill | something for the trouble | pay for the | doctor's bill",
     "赔偿 | 补偿 | 代金券 | 优惠券 | 给张券 | 免一个月 | 减免 | 你们得赔 | 赔我 | 报销 | 赔付",
     "type negotiator .8; need fairness .75; meaning loss .8", "asks that a loss be made good", Denial::ignored},
    {"overcharge",
     "overcharg* | charged twice | charged me twice | double charged | charged ... twice | fee twice | charged ... "
     "never | "
     "billed for | billed me for | billed ... never | wrong amount | was debited | still charging | kept charging | "
     "still collect | charged my | took ... twice",
     "多收 | 乱收费 | 扣了我 | 重复扣 | 扣了两次 | 多扣 | 还在扣 | 仍在扣 | 收了我 | 错收 | 账单上却 | 扣了#",
     "cause core_failure .7; need fairness .85; severity moderate .55; meaning loss .65",
     "billing errors are core service failures (Keaveney 1995)"},
    {"price",
     "price* | expensive | too high | overpriced | costs more | price went up | raised the price | the fee went | fee "
     "went "
     "from | the fee double* | doubled | fee double | surcharge | minimum order | bill of | tariff",
     "涨到 | 涨价 | 太贵 | 翻倍 | 收费 | 价格 | 降价 | 起送价 | 负担不起 | 运费比 | 手续费",
     "cause pricing .8; need fairness .55; severity moderate .45", "what is paid is at issue", Denial::ignored},
    {"hidden charge",
     "not shown | hidden fee | hidden charge* | not mentioned when | without any notice | that was not shown | on the "
     "bill | "
     "the bill says | estimate | was free, then | resort fee | service fee",
     "没有显示 | 隐形收费 | 账单出来 | 报价单 | 结账变成 | 口头说免费 | 说免费 | 说#块",
     "cause pricing .75; need fairness .6; severity moderate .6", "a price other than the one displayed or agreed"},
    {"unequal",
     "treated differently | why are we treated | while the man before | others got | somebody else got | paid less "
     "than | got "
     "the better | is that fair | unfair* | not fair | were taken first | same account",
     "区别对待 | 凭什么 | 公平吗 | 不公平 | 合理吗 | 却放行 | 给了后来的 | 先看",
     "cause pricing .5; need fairness .9; severity moderate .65; meaning shortcoming .7",
     "being treated worse than others", Denial::ignored},
    {"amount", "$# | # dollars | # euros | £#", "#元 | #块", "severity moderate .5",
     "money is at stake, not much unless more is said"},
    {"better offer",
     "offers # percent | less than you | cheaper elsewhere | costs less | for # less | # less | thousand less | "
     "percent off | "
     "match it | what can you offer | price match",
     "便宜# | 便宜 | 打#折 | 高出# | 什么优惠 | 做到这个价 | 包邮",
     "cause competition .75; cause pricing .6; severity moderate .7; type negotiator .65; meaning warning .65",
     "another price is held against ours", Denial::ignored},
});

}  // namespace

std::span<const LexiconEntry> money_entries() noexcept {
  return money_cues;
}

}  // namespace fealty::complaints
