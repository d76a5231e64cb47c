#include <array>

#include "lexicon_entry.hpp"

namespace fealty::complaints {
namespace {

constexpr auto service_cues = std::to_array<LexiconEntry>({
    {"waiting",
     "waited | waiting for | # hours | # minutes | an hour | queue | hour and a half | kept waiting | was only taken | "
     "called "
     "in at | not ready until | open counter | no appointment | long lines | in line",
     "等了 | 排队 | #个小时 | #分钟 | 半天 | 拖到 | 才开始 | 才叫到 | 窗口只开 | 等待 | 小时",
     "cause inconvenience .75; severity moderate .6; meaning shortcoming .75",
     "waiting for service is an inconvenience (Keaveney 1995)"},
    {"late delivery",
     "late | delayed | delay | has not arrived | not arrived | never came | never arrived | delivered # | arrived # | "
     "it has "
     "been # weeks | have nothing | still no | did not come | overdue | not delivered | two day delivery",
     "延误 | 晚了 | 还没到 | 没收到 | 没到账 | #才送到 | #才到 | 没来 | 根本没到 | 迟到 | 没有到 | 没发货",
     "cause core_failure .75; severity moderate .7", "what was bought did not come in time", Denial::ignored},
    {"failure repeated",
     "# time* | third time | fourth time | third visit | third complaint | again and again | fourth e mail | each time "
     "| every "
     "time i | on monday, on tuesday | third day | keeps happening | still there | three times",
     "第#次 | 修了#次 | 说了#遍 | 写了#次 | 每次都 | 又没来 | 同样的错误 | 一次又一次 | 周一说 | #次了 | 第四封 | "
     "还在响",
     "severity serious .7; need importance .6; type victim .55", "the rule of severity: three times or more",
     Denial::ignored},
    {"unanswered",
     "no reply | no answer | nobody answers | nobody calls back | never called back | no response | not replied | "
     "unanswered | "
     "has had no | nobody called | ignored | hotline | line goes dead | i wrote | calls back",
     "没人回 | 没人接 | 打不通 | 无人回复 | 至今没有回复 | 没有回复 | 不回复 | 没有答复 | 石沉大海 | 没人回电话 | "
     "客服电话 | 断线",
     "cause failed_response .6; cause encounter_failure .5; need importance .85; severity moderate .55; meaning "
     "shortcoming .75",
     "ignored", Denial::ignored},
    {"complaint badly answered",
     "my complaint | complained | you apologize each time | nothing changes | nothing was done | closed my complaint | "
     "have "
     "reported it | refused to | third complaint | no money yet | still have no money | when i complained",
     "投诉 ... 没有回复 | 每次都道歉 | 每次反映 | 就是没有人处理 | 跟经理反映 | 不处理 | 推卸 | 踢皮球 | 我的投诉 | "
     "再不解决 | "
     "的投诉",
     "cause failed_response .8; need importance .6", "an answer to a failure that fails too (Keaveney 1995)",
     Denial::ignored},
    {"broken or wrong",
     "broke | broken | does not work | not working | was dead | would not | dripping | leaked | leaking | rattle | "
     "scratched | "
     "damaged | crushed | stone cold | wrong | missing | froze | smelled | dirty | defective | fault* | off by | "
     "failed | "
     "failure | got worse | forgot | misprint | exploded | lost my | dead",
     "坏 | 漏 | 洒了 | 刮了 | 破了 | 冰凉 | 不对 | 少了 | 少一个 | 忘了 | 异响 | 烟味 | 脏 | 故障 | 失灵 | 卡住 | 发错 "
     "| 偏一码 | 压扁 | "
     "丢了 | 用错 | 滴到 | 下水慢 | 断了",
     "cause core_failure .8; meaning shortcoming .5; severity moderate .4",
     "the service or thing itself is not as it should be"},
    {"system down",
     "internet down | system failure | app | website | log in | logs me out | blocked | search does not | tracking map",
     "系统故障 | 宽带断 | 软件 | 小程序 | 冻结 | 登录 | 网页 | 搜不到 | 地图", "cause core_failure .55",
     "a system fails, or a page", Denial::ignored},
    {"cancelled by the business",
     "cancelled at | flight cancelled | you cancelled | cancelled my | changed my booking | swapped | no hotel | you "
     "changed",
     "取消航班 | 取消了我 | 临时取消 | 改了我的 | 换成", "cause core_failure .8; severity serious .5",
     "what was agreed does not take place: a service catastrophe (Keaveney 1995)", Denial::ignored},
    {"promise broken",
     "was promised | promised | contract says | your contract | as agreed | as confirmed | was told that | was told "
     "the | told "
     "at the desk | private room | i measure",
     "说好的 | 承诺 | 合同写 | 明明说 | 答应 | 实测 | 亲口说 | 约好",
     "cause core_failure .55; need fairness .6; severity moderate .6", "a promise was not kept"},
    {"hard to reach",
     "no bus | ten minutes away | far away | no parking | parking | uphill | inconvenient | convenient | closes at | "
     "closes "
     "before | opening hours | on saturdays | not open | has to come back | levels deep | hard to find",
     "没有公交 | 不方便 | 太远 | 停车 | 上坡 | 就关门 | 不开门 | 周六也不开 | 下班还早 | 再跑一趟 | 藏得太深 | "
     "麻烦得很 | 没有电梯",
     "cause inconvenience .85; meaning shortcoming .6; type quality_monitor .55", "place and hours (Keaveney 1995)",
     Denial::ignored},
    {"not told",
     "nobody told | no one told | no warning | without notice | not told | nobody mentioned | nobody tells | never "
     "told | knew "
     "nothing | no information | said nothing | not listed | says so | no announcement",
     "没有任何通知 | 没人通知 | 也没人通知 | 没人提前说 | 没有人告诉 | 没人告诉 | 什么都没显示 | 没提 | 没有通知 | "
     "没人跟我说 | 没写 | 短信都没有 | "
     "说明原因 | 没说",
     "need information .85; severity moderate .55; meaning shortcoming .7", "not told what one needs to know",
     Denial::ignored},
    {"unclear paper",
     "hard to read | unclear | clearer | single page | never find | not understand | confusing | manual is | in one "
     "language | "
     "signs | only in german | four pages",
     "不清楚 | 看不出 | 看不懂 | 做成#页 | 指示牌 | 说明书 | 条款 | 混乱 | 一种语言",
     "need information .8; type quality_monitor .6; meaning shortcoming .65", "unclear documents and signs",
     Denial::ignored},
});

}  // namespace

std::span<const LexiconEntry> service_entries() noexcept {
  return service_cues;
}

}  // namespace fealty::complaints
