#include <array>

#include "lexicon_entry.hpp"

namespace fealty::complaints {
namespace {

constexpr auto request_cues = std::to_array<LexiconEntry>({
    {"proposal",
     "would be great | would be good | would help | would be useful | worth fixing | suggest* | could be improved | "
     "please let "
     "us | please put | please bring | could you make | would fix it | would save | would make a difference | would "
     "have been "
     "enough | if you corrected | i wish | i only wish | you may want to",
     "建议 | 希望能 | 要是能 | 就好了 | 能不能 | 改一下 | 可以改进 | 就能解决 | 就解决了 | 大家都方便 | 就方便了 | "
     "多出几个",
     "type quality_monitor .85; severity minor .85; meaning shortcoming .55",
     "who proposes an improvement watches over quality", Denial::ignored},
    {"wish for an offer",
     "would be good if one could | please put ... back | let us choose | only choose between | wider range | would "
     "gladly pay | "
     "offer a | i only want | forces me | to pause | add a | does not offer | would be great to have",
     "能不能恢复 | 可以选吗 | 希望多出 | 我只要 | 不能单办 | 捆绑 | 能暂停 | 默认不要 | 给个码 | 准备点 | 自己搭配",
     "need choice .85; meaning unmet_need .85; severity minor .75; type quality_monitor .75",
     "asks for what is not offered", Denial::ignored},
    {"small matter",
     "small thing | not a big thing | no big deal | no drama | no harm done | just so you know | minor | now and then "
     "| still "
     "works | a bit | you may want to look",
     "小问题 | 问题不大 | 无所谓 | 没什么大不了 | 说一声 | 不要紧 | 偶尔 | 不过还能用 | 有空查 | 留意一下",
     "type quality_monitor .85; severity minor .92; meaning shortcoming .85", "says himself that it is a small matter",
     Denial::ignored},
    {"praise with a but",
     "was kind | kind staff | lovely | excellent | is good but | was fine | is nice | was clean | otherwise good | "
     "friendly "
     "staff | thank you. | remembered my | found a better",
     "很热情 | 没得说 | 服务也好 | 很好 | 非常好 | 没问题 | 感谢 | 干净 | 挺好看 | 风景好",
     "type quality_monitor .75; severity minor .88; meaning shortcoming .75",
     "who praises first wants it better still"},
    {"facts by number",
     "order # | case # | reference | invoice # | ref # | log attached | confirmation attached | attached | as "
     "confirmed by | "
     "registered mail | route #",
     "订单# | 订单号 | 编号 | 单号 | 流水号 | 发票# | 附上 | 截图 | #月#日 | 挂号信", "type rational .85",
     "gives facts that can be checked"},
    {"asks for a reason",
     "please explain | tell me the reason | on which clause | explain what | why was | why does | why are | why do | "
     "please tell "
     "me | could you tell me | what happened",
     "请说明 | 请解释 | 解释一下 | 什么原因 | 说明原因 | 依据 | 为什么 | 请问 | 凭什么",
     "type rational .75; need information .7; meaning shortcoming .65", "asks for an answer or a reason",
     Denial::ignored},
    {"asks for an answer",
     "please state | let me know | in writing | please confirm | please send | please trace | when will | tell me what "
     "happens | "
     "what do you intend | please check | where is my | what will it cost | which one is true",
     "请答复 | 答复我 | 书面 | 请告知 | 请核实 | 查清楚 | 请确认 | 什么时候能 | 请给个 | 怎么处理 | 要交多少 | "
     "请告诉我 | 请查",
     "type rational .85; need information .65; meaning shortcoming .5", "asks for an answer", Denial::ignored},
    {"asks for a correction",
     "request the correction | correct it | kindly correct | please remove | please correct | cancelled in writing | "
     "confirm the "
     "end",
     "请更正 | 更正后 | 请取消 | 核实更正 | 纠正 | 请确认合同终止",
     "type rational .85; need fairness .75; meaning loss .75; severity moderate .7",
     "asks for a correction, with facts", Denial::ignored},
    {"ultimatum",
     "or i | or else | otherwise i | if it is not | if not solved | by friday | i demand | i expect you | i expect a | "
     "i claim | "
     "hold you responsible | your choice",
     "不然我 | 否则 | 做不到我就 | 再不解决 | 我就不走 | 必须退 | 必须负 | 要求退 | 我要求 | 不减免",
     "type negotiator .8", "makes a condition", Denial::ignored},
    {"options",
     "options | only one | choose | choice | on saturdays | vegetarian | payment method | print the | alternatives | "
     "the only "
     "card | until # pm",
     "选择 | 只收一种 | 怎么选 | 素食 | 支付方式 | 任选 | 打印 | 只有#种", "need choice .75", "ways to choose from",
     Denial::ignored},
});

}  // namespace

std::span<const LexiconEntry> request_entries() noexcept {
  return request_cues;
}

}  // namespace fealty::complaints
