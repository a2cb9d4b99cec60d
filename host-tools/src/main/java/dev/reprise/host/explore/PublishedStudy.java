package dev.reprise.host.explore;

import dev.reprise.host.explore.ExploreReport.Published;
import java.util.List;

/** Figures that others have published for the same design space. */
public interface PublishedStudy {
  /** Their figures beside those of {@code report}, with the reasons for each difference. */
  List<Published> beside(ExploreReport report);
}
