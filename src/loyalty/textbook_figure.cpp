#include "fealty/loyalty/textbook_figure.hpp"

#include <algorithm>
#include <cstddef>

#include "fealty/core/error.hpp"
#include "fealty/core/nearest_name.hpp"

namespace fealty::loyalty {
namespace {

constexpr std::string_view lecture = "a lecture on customer-service management, without a study";
constexpr std::string_view lecture_zh = "客户服务管理讲座，未引用研究";

constexpr std::string_view on_telling =
    "Anderson (1998), Journal of Service Research 1: dissatisfied customers talk more than satisfied ones, but the "
    "difference is smaller than commonly supposed; East, Hammond and Wright (2007), International Journal of Research "
    "in Marketing 24: positive word of mouth is about three times as frequent as negative. No study knows a second "
    "generation";
constexpr std::string_view on_telling_zh =
    "Anderson (1998)，Journal of Service Research 1：不满的客户比满意的客户说得多，但差别小于通常的说法；East、Hammond "
    "与 "
    "Wright (2007)，International Journal of Research in Marketing "
    "24：正面口碑的频率约为负面口碑的三倍。没有关于第二代传播的研究";

TextbookFigure telling(std::string name, double value, std::string claim, std::string claim_zh) {
  return {std::move(name),
          value,
          value,
          value,
          std::move(claim),
          std::move(claim_zh),
          std::string(lecture),
          std::string(lecture_zh),
          std::string(on_telling),
          std::string(on_telling_zh)};
}

}  // namespace

std::vector<TextbookFigure> textbook_figures() {
  return {
      telling("dissatisfied_tell", 6, "a dissatisfied customer tells 6 people", "一位不满的客户会告诉 6 个人"),
      telling("dissatisfied_pass_on", 5, "each of those who heard bad of it tells 5 more",
              "听到坏话的人每人再告诉 5 个人"),
      telling("satisfied_tell", 5, "a satisfied customer tells 5 people", "一位满意的客户会告诉 5 个人"),
      telling("satisfied_pass_on", 3, "each of those who heard good of it tells 3 more",
              "听到好话的人每人再告诉 3 个人"),
      {"acquisition_cost_ratio", 5, 5, 6, "winning a customer costs 5 to 6 times as much as keeping one",
       "赢得一位新客户的成本是留住一位老客户的 5 至 6 倍",
       "the lecture says 5 to 6, a car dealer's course 5; handed on since the 1980s (Rosenberg and Czepiel 1984, "
       "Journal "
       "of Consumer Marketing 1: six times)",
       "讲座称 5 至 6 倍，汽车经销商课程称 5 倍；自 1980 年代流传至今（Rosenberg 与 Czepiel 1984，Journal of Consumer "
       "Marketing 1：六倍）",
       "East, Hammond and Gendall (2006), Journal of Marketing Management 22, find no research behind it; Pfeifer "
       "(2005), "
       "Journal of Targeting, Measurement and Analysis for Marketing 13: what counts is the marginal cost, and a ratio "
       "of "
       "average costs of 5 may be optimal",
       "East、Hammond 与 Gendall (2006)，Journal of Marketing Management 22：找不到支持它的研究；Pfeifer "
       "(2005)，Journal of Targeting, Measurement and Analysis for Marketing 13：起作用的是边际成本，平均成本之比为 5 "
       "可能恰是最优"},
      {"new_for_one_lost", 10, 10, 10, "one old customer lost must be replaced by 10 new ones",
       "失去一位老客户需要 10 位新客户来弥补", std::string(lecture), std::string(lecture_zh),
       "no study is known to us; it follows from profits by year and retention, which differ by business: compute it",
       "我们未见有研究支持；它取决于各年利润与留存率，因企业而异：应当计算"},
      {"loyal_purchase_multiple", 10, 10, 10, "a loyal customer's purchases are 10 times those of a one-off one",
       "忠诚客户的购买额是一次性客户平均的 10 倍", std::string(lecture), std::string(lecture_zh),
       "Reinartz and Kumar (2000), Journal of Marketing 64, and (2002), Harvard Business Review 80: how long customers "
       "stay and how profitable they are is only weakly related",
       "Reinartz 与 Kumar (2000)，Journal of Marketing 64；(2002)，Harvard Business Review "
       "80：客户留存时间与盈利性仅弱相关"},
      {"five_points_of_retention", 0.25, 0.25, 0.85, "5 points more retention raise profit by 25 to 85 %",
       "留存率提高 5 个百分点，利润提高 25% 至 85%",
       "Reichheld and Sasser (1990), \"Zero defections: quality comes to services\", Harvard Business Review 68: "
       "present "
       "value of a customer in nine industries",
       "Reichheld 与 Sasser (1990)，“Zero defections: quality comes to services”，Harvard Business Review "
       "68：九个行业中一位客户的现值",
       "a computation, not an observation: from 90 to 95 % the defections are halved, and with them lives doubled "
       "(East, "
       "Hammond and Gendall 2006, Journal of Marketing Management 22); the cost of the 5 points is left out",
       "这是推算而非观察：从 90% 到 95% 意味着流失减半、客户寿命加倍（East、Hammond 与 Gendall 2006，Journal of "
       "Marketing "
       "Management 22）；提高 5 个百分点的成本未计入"},
  };
}

TextbookFigure textbook_figure(std::string_view name) {
  const std::vector<TextbookFigure> figures = textbook_figures();
  const auto found = std::ranges::find(figures, name, &TextbookFigure::name);
  if (found != figures.end()) return *found;
  throw ParameterError(code::unknown_name,
                       unknown_name_message(name, "a textbook figure",
                                            {figures.size(), [&](std::size_t i) { return figures[i].name; }}));
}

Frame frame_of(const std::vector<TextbookFigure>& figures, std::string_view language) {
  if (language != "en" && language != "zh") {
    throw ParameterError(code::unknown_name, "language is \"" + std::string(language) + "\", but must be en or zh");
  }
  const bool is_english = language == "en";
  std::vector<std::string> name, claim, source, against;
  std::vector<double> value, lower, upper;
  for (const TextbookFigure& figure : figures) {
    name.push_back(figure.name);
    value.push_back(figure.value);
    lower.push_back(figure.lower);
    upper.push_back(figure.upper);
    claim.push_back(is_english ? figure.claim : figure.claim_zh);
    source.push_back(is_english ? figure.source : figure.source_zh);
    against.push_back(is_english ? figure.evidence_against : figure.evidence_against_zh);
  }
  return Frame({{"name", name},
                {"value", std::move(value)},
                {"lower", std::move(lower)},
                {"upper", std::move(upper)},
                {"claim", claim},
                {"source", source},
                {"evidence_against", against}});
}

}  // namespace fealty::loyalty
