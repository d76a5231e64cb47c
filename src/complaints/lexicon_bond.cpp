#include <array>

#include "lexicon_entry.hpp"

namespace fealty::complaints {
namespace {

constexpr auto bond_cues = std::to_array<LexiconEntry>({
    {"long custom",
     "customer for # | customer since | for # years | # years ... customer | with you since | with you for | loyal "
     "customer | "
     "regular customer | bought here since | since you were | every friday | each year | every year we | member for | "
     "bought # "
     "cars | # years with you | long standing | first month",
     "老客户 | 老用户 | 老顾客 | #年的老 | #年的 ... 会员 | 会员了 | 每年 ... 都住 | 每年 ... 都来 | 每周 ... 都点 | "
     "买过#辆 | 一直在你们 | "
     "从你们 | 第一个月就 | 第#年了 | 多年的 | 忠实",
     "type loyal_advocate .85; meaning trust .75", "has long been a customer", Denial::ignored},
    {"recommends",
     "recommend* | sent our friends | told everyone | telling everyone | tell all | good reviews | brought half | "
     "brought my "
     "friends | sent you customers",
     "推荐 | 介绍来 | 逢人就夸 | 好评 | 我拉来的 | 带朋友 | 口碑", "type loyal_advocate .88; meaning trust .8",
     "brings others", Denial::ignored},
    {"attachment",
     "i care about | still prefer | we love | i love this | love the | would like to go on | because i care | does not "
     "do you "
     "justice | our favorite | our favourite | please look after it",
     "希望你们别 | 还是首选 | 都爱吃 | 最喜欢 | 还是愿意 | 一直支持 | 自己的牌子 | 用点心",
     "type loyal_advocate .85; meaning trust .85; severity minor .5", "complains out of attachment"},
    {"leaves",
     "i will change | we will change | i go there | we go there | will buy there | go there | close everything | "
     "cancel my contract | i am leaving "
     "you | never again | last time | switch to | sign there | stop paying | buy there from now on | contract ends | "
     "keep me",
     "以后就在 | 下次住那边 | 我就换 | 去那边 | 去他们那 | 再也不 | 不再来 | 全部销户 | 换一家 | 留下来 | 我就不走 | "
     "以后不来",
     "meaning warning .88; severity moderate .8; cause competition .6", "leaves, or may leave", Denial::ignored},
    {"competitor",
     "competitor* | other bank | another bank | rival | other carrier* | other app | dealer across town | next door | "
     "other make* "
     "| others do | elsewhere | the other airline | do it better | in the next town",
     "对手 | 别家 | 别的平台 | 别的品牌 | 隔壁 | 别家银行 | 同行 | 别的 ... 公司 | 别的银行 | 比你们强 | 像别人",
     "cause competition .88; meaning warning .65", "another business is held against ours (Keaveney 1995)",
     Denial::ignored},
    {"moved away",
     "moving abroad | moving to | we are moving | i moved to | leaving the country | new home | my company has moved | "
     "relocat*",
     "搬到 | 搬家 | 搬去 | 出国定居 | 回国 | 单位换了 | 调到外地 | 移民",
     "cause involuntary .92; type rational .75; meaning unmet_need .7; severity minor .8; need choice .3",
     "the customer moved: involuntary switching (Keaveney 1995)", Denial::ignored},
    {"cannot stay",
     "you no longer | no longer accept | stopped flying | no choice but | do not serve | cannot order | since you "
     "stopped | you "
     "closed the",
     "停飞 | 不再支持 | 没法在你们 | 你们不送 | 只能坐别家 | 点不了 | 关店",
     "cause involuntary .85; meaning unmet_need .8; need choice .6", "the business changed so that he cannot stay",
     Denial::ignored},
    {"newcomers favored", "new customers get | only for new customers | nothing for existing",
     "新用户送 | 新客户才 | 老用户什么都没有 | 杀熟", "type loyal_advocate .7; need importance .6; need fairness .5",
     "his custom is not valued", Denial::ignored},
});

}  // namespace

std::span<const LexiconEntry> bond_entries() noexcept {
  return bond_cues;
}

}  // namespace fealty::complaints
